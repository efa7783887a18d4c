import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.values.numbers import parse_integer, parse_words
from normalizers.values.postal import departement_of, parse_postal_code
from normalizers.values.siret import parse_siren, parse_siret


@pytest.mark.parametrize(
    "text",
    [
        "73282932000074",
        "732 829 320 00074",
        "732.829.320.00074",
        "SIRET : 732 829 320 00074",
        " 73282932000074\n",
    ],
)
def test_a_siret_is_fourteen_digits_with_its_key(text: str) -> None:
    assert parse_siret(text).value == "73282932000074"


def test_la_poste_has_its_own_key() -> None:
    assert parse_siret("35600000049837").value == "35600000049837"
    assert parse_siret("35600000000048").value == "35600000000048"
    assert parse_siret("35600000049838").warnings == ("siret_cle",)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("", ()),
        (None, ()),
        ("73282932000079", ("siret_cle",)),
        ("213370122000013", ("siret_longueur",)),
        ("00000000000000", ("siret_cle",)),
        ("732829320", ("siret_siren_seul",)),
        ("Sembreizh", ("siret_illisible",)),
        ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", ("siret_illisible",)),
    ],
)
def test_anything_else_is_none_with_its_reason(text: str | None, warnings: tuple[str, ...]) -> None:
    result = parse_siret(text)
    assert (result.value, result.warnings) == (None, warnings)


def test_a_lost_zero_names_the_candidate_and_does_not_use_it() -> None:
    result = parse_siret("5720784500024")
    assert result.value is None
    assert result.warnings in (("siret_zero_perdu:05720784500024",), ("siret_longueur",))


@pytest.mark.parametrize(
    "text", ["FR 44 732 829 320 00074", "FR44 732829320 00074", "TVA FR44732829320 00074"]
)
def test_the_key_of_a_vat_number_before_a_siret_is_no_part_of_it(text: str) -> None:
    assert parse_siret(text).value == "73282932000074"


@given(st.integers(0, 10**12 - 1))
def test_every_siret_that_begins_with_zero_is_recognised_without_it(body: int) -> None:
    for last in range(10):
        full = f"0{body:012d}{last}"
        if parse_siret(full).value:
            assert parse_siret(full[1:]).warnings == (f"siret_zero_perdu:{full}",)


def test_a_siren_comes_from_a_siren_or_a_siret() -> None:
    assert parse_siren("732 829 320").value == "732829320"
    assert parse_siren("73282932000074").value == "732829320"
    assert parse_siren("732829321").warnings == ("siren_cle",)
    assert parse_siren("642 016 703 RCS AIX EN PROVENCE").value == "642016703"
    assert parse_siren("FR 83 404 833 048").value == "404833048"
    assert parse_siren("inscrite au RCS").warnings == ("siren_illisible",)
    assert parse_siren("NC").warnings == ()


@pytest.mark.parametrize(
    ("text", "value", "cedex"),
    [
        ("75008", "75008", False),
        ("77 500", "77500", False),
        ("37301 CEDEX", "37301", True),
        ("F-75008", "75008", False),
        ("97400", "97400", False),
        ("98800", "98800", False),
        ("20000", "20000", False),
        ("75008 Paris", "75008", False),
        ("92 686", "92686", False),
    ],
)
def test_french_postal_codes(text: str, value: str, cedex: bool) -> None:
    result = parse_postal_code(text)
    assert (result.value, result.cedex, result.warnings) == (value, cedex, ())


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("", ()),
        ("1000", ("code_postal_illisible",)),
        ("00000", ("code_postal_illisible",)),
        ("Paris", ("code_postal_illisible",)),
        ("SW1A 1AA", ("code_postal_etranger",)),
        ("L-2920", ("code_postal_etranger",)),
        ("96000", ("code_postal_etranger",)),
    ],
)
def test_other_postal_codes_are_none(text: str, warnings: tuple[str, ...]) -> None:
    result = parse_postal_code(text)
    assert (result.value, result.warnings) == (None, warnings)


@pytest.mark.parametrize(
    ("code", "departement"),
    [
        ("01000", "01"),
        ("20000", "2A"),
        ("20167", "2A"),
        ("20200", "2B"),
        ("20600", "2B"),
        ("97133", "971"),
        ("97744", "974"),
        ("97861", "974"),
        ("98713", "987"),
        ("98000", None),
    ],
)
def test_the_first_digits_name_a_departement(code: str, departement: str | None) -> None:
    assert departement_of(code) == departement


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("3 lots", 3),
        ("1 250", 1250),
        ("trois", 3),
        ("trois (3)", 3),
        ("vingt et un lots", 21),
        ("quatre-vingt-dix-sept", 97),
        ("Deux Mille vingt-quatre", 2024),
        ("cent", 100),
        ("deux cents", 200),
        ("soixante et onze", 71),
        ("lots", None),
        ("entre 2 et 5", None),
        ("2,5", None),
        ("-3", None),
        ("", None),
    ],
)
def test_whole_numbers(text: str, value: int | None) -> None:
    assert parse_integer(text).value == value


UNITS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
TENS = {
    2: "vingt",
    3: "trente",
    4: "quarante",
    5: "cinquante",
    6: "soixante",
    7: "soixante",
    8: "quatre-vingt",
    9: "quatre-vingt",
}


def spell(number: int) -> str:
    """0 to 99 999 as a French speaker writes it (rules of 1990)."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        ten, rest = divmod(number, 10)
        rest += 10 if ten in (7, 9) else 0
        joint = "-et-" if rest in (1, 11) and ten < 8 else "-"
        return TENS[ten] + (joint + UNITS[rest] if rest else "")
    for size, word in ((1000, "mille"), (100, "cent")):
        if number >= size:
            count, rest = divmod(number, size)
            head = word if count == 1 else f"{spell(count)}-{word}"
            return head + (f"-{spell(rest)}" if rest else "")
    raise AssertionError(number)


@given(st.integers(0, 99_999))
def test_every_number_in_words_is_read(number: int) -> None:
    assert parse_words(spell(number)) == number
    assert parse_words(spell(number).replace("-", " ")) == number


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    parse_integer(text)
    parse_siret(text)
    parse_siren(text)
    parse_postal_code(text)
