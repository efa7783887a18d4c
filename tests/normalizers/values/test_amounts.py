import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.values.amounts import CEILING, parse_amount

READ = [
    ("1,2 Meuros", "1200000"),
    ("150 KE", "150000"),
    ("1200 Keuros HT", "1200000"),
    ("HT : 250 000 € - TTC : 300 000 €", "250000"),
    ("250 000 € HT (TVA 20 %)", "250000"),
    ("lot n° 1 12 000 €", "12000"),
    ("14 700,00", "14700"),
    ("100 334.44", "100334.44"),
    ("1.234.567,89 €", "1234567.89"),
    ("1,234,567.89", "1234567.89"),
    ("1,234,567", "1234567"),
    ("1.000.000", "1000000"),
    ("1\u202f500\u00a0000,50 €", "1500000.50"),
    ("12 000 euros HT", "12000"),
    ("12 000 € H.T.", "12000"),
    ("1 500 000 Euros hors taxes", "1500000"),
    ("100 000,00 (euros)", "100000"),
    ("€ 1 234", "1234"),
    ("EUR 12 000", "12000"),
    ("1,5 M€", "1500000"),
    ("1,5 million d'euros", "1500000"),
    ("2 milliards d’euros", "2000000000"),
    ("260 k€", "260000"),
    ("260 K€ HT", "260000"),
    ("12.345 €", "12345"),
    ("12,345 euros", "12345"),
    ("12'000.00 CHF", "12000"),
    ("14700.0", "14700"),
    ("1234.567", "1234.567"),
    ("0.123", "0.123"),
    ("45,50", "45.5"),
    ("montant : 52800", "52800"),
    ("Lot 1 : 12 000 €", "12000"),
    ("12 000 € HT soit 14 400 € TTC", "12000"),
    ("12 000 € (douze mille euros)", "12000"),
    ("1.5E5", "150000"),
    ("12 000,00 € et 12000 €", "12000"),
]

REFUSED = [
    ("12 34 567 €", ("montants_multiples",)),
    ("4 x 25 000 €", ("montant_ambigu",)),
    ("moins-value de 5 000 €", ("montant_negatif",)),
    ("20 % de rabais", ("montant_illisible",)),
    ("coefficient 0,85", ("montant_illisible",)),
    ("TVA 20 %", ("montant_illisible",)),
    ("0,01 €", ("montant_fictif",)),
    ("1 234,56 € HT et 2 345,67 € HT", ("montants_multiples",)),
    ("", ()),
    (None, ()),
    ("NC", ()),
    ("CDL", ()),
    ("Sans objet", ()),
    ("abc", ("montant_illisible",)),
    ("12.345", ("montant_ambigu",)),
    ("2,500", ("montant_ambigu",)),
    ("0", ("montant_fictif",)),
    ("0,00 MAD", ("montant_fictif",)),
    ("1", ("montant_fictif",)),
    ("1,00 €", ("montant_fictif",)),
    ("1e17", ("montant_absurde",)),
    ("100000000000000000", ("montant_absurde",)),
    ("-500 €", ("montant_negatif",)),
    ("1 2345", ("montants_multiples",)),
    ("12 000 € puis 15 000 €", ("montants_multiples",)),
]

RANGES = [
    ("< 90 000 € HT", None, "90000"),
    ("≤ 40 000 € HT", None, "40000"),
    ("> 25 000 € HT", "25000", None),
    ("moins de 40 000 euros HT", None, "40000"),
    ("au moins 40 000 euros", "40000", None),
    ("supérieur ou égal à 40 000 euros", "40000", None),
    ("à hauteur de 40 000 € maximum", None, "40000"),
    ("10 000 € HT minimum et 50 000 € HT maximum", "10000", "50000"),
    ("compris entre 90.000 et 221.000 € HT", "90000", "221000"),
    ("entre 100 000 et 200 000 euros", "100000", "200000"),
    ("de 100 000 € à 209 000 € HT", "100000", "209000"),
    ("90 000 - 206 999 HT", "90000", "206999"),
    ("25 000 HT à 89 999,99 HT", "25000", "89999.99"),
    ("minimum 10 000 € HT et maximum 50 000 € HT", "10000", "50000"),
    ("Maximum : 50 000 €. Minimum : 10 000 €", "10000", "50000"),
    ("Sans minimum, maximum : 200 000 euros HT", None, "200000"),
    ("à partir de 25 000 HT", "25000", None),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_printed_amount_is_read(text: str, expected: str) -> None:
    result = parse_amount(text)
    assert (result.value, result.warnings) == (Decimal(expected), ())


@pytest.mark.parametrize(("text", "warnings"), REFUSED)
def test_what_is_not_one_certain_amount_is_none(text: str | None, warnings: tuple[str, ...]) -> None:
    result = parse_amount(text)
    assert (result.value, result.warnings) == (None, warnings)


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_a_range_has_ends_and_no_value(text: str, low: str | None, high: str | None) -> None:
    result = parse_amount(text)
    assert result.value is None
    assert result.low == (Decimal(low) if low else None)
    assert result.high == (Decimal(high) if high else None)
    assert result.warnings == ("montant_fourchette",)


def test_a_range_keeps_its_good_end() -> None:
    result = parse_amount("de 0 à 90 000 €")
    assert (result.low, result.high) == (None, Decimal(90000))
    assert result.warnings == ("montant_fourchette", "montant_fictif")


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("12 000", "EUR"),
        ("20 000 000 F CFP", "XPF"),
        ("20 000 000 francs pacifique", "XPF"),
        ("12 000 CHF", "CHF"),
        ("US$ 12 000", "USD"),
        ("£12 000", "GBP"),
        ("1 200 MAD", "MAD"),
    ],
)
def test_the_currency_is_the_one_named(text: str, currency: str) -> None:
    assert parse_amount(text).currency == currency


@pytest.mark.parametrize(
    ("text", "tax"),
    [("12 000 € HT", "HT"), ("12 000 euros TTC", "TTC"), ("12 000 €", None), ("12 000 HT", "HT")],
)
def test_the_tax_is_the_one_printed(text: str, tax: str | None) -> None:
    assert parse_amount(text).tax == tax


AMOUNTS = st.decimals(Decimal("1.01"), CEILING - 1, places=2)


@given(AMOUNTS)
def test_french_typography_survives(amount: Decimal) -> None:
    grouped = f"{amount:,.2f}"
    for space in (" ", "\u00a0", "\u202f", "."):
        text = grouped.replace(",", "§").replace(".", ",").replace("§", space)
        assert parse_amount(text + " €").value == amount
    assert parse_amount(str(amount)).value == amount


@given(st.text(max_size=60))
def test_no_text_raises_and_no_amount_is_implausible(text: str) -> None:
    result = parse_amount(text)
    for value in (result.value, result.low, result.high):
        assert value is None or (0 < value < CEILING and value != 1)


@given(st.text(alphabet="0123456789 .,-€kM", max_size=30))
def test_figures_in_disorder_never_raise(text: str) -> None:
    parse_amount(text)


def test_numbers_of_a_text_as_long_as_a_document_cost_what_they_say_and_no_more() -> None:
    lines = "prix unitaire 1 234,50 quantite 17 " * 6_000
    began = time.process_time()
    found = parse_amount(f"{lines} taux de 12 000, 15 000 euros HT")
    assert time.process_time() - began < 5  # minutes where each number has the whole text searched
    assert found.value == Decimal(15_000)
    assert found.tax == "HT"
