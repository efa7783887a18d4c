from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.values.durations import from_unit, months_between, parse_months

READ = [
    ("24 mois", 24),
    ("24 Mois", 24),
    ("durée : 24 mois", 24),
    ("2 ans", 24),
    ("un an", 12),
    ("deux ans", 24),
    ("quatre (4) ans", 48),
    ("12 (douze) mois", 12),
    ("durée de douze mois à compter de la notification", 12),
    ("2 ans et 6 mois", 30),
    ("1,5 an", 18),
    ("3 trimestres", 9),
    ("2 semestres", 12),
    ("P2Y", 24),
    ("P1Y6M", 18),
    ("du 1er janvier 2021 au 31 décembre 2022", 24),
    ("du 15 mars 2021 au 14 mars 2022", 12),
    ("du 01/01/2021 au 30/06/2021", 6),
    ("48 mois ; soit 4 ans", 48),
]

ROUNDED = [
    ("60 jours", 2),
    ("90 jours calendaires", 3),
    ("30 jours", 1),
    ("31 jours", 1),
    ("45 jours", 2),
    ("365 jours", 12),
    ("6 semaines", 2),
    ("P90D", 3),
    ("du 1er janvier 2021 au 15 février 2021", 2),
]

REFUSED = [
    ("", ()),
    (None, ()),
    ("NC", ()),
    ("rien", ("duree_illisible",)),
    ("0", ("duree_illisible",)),
    ("0 mois", ("duree_invraisemblable",)),
    ("5000 ans", ("duree_invraisemblable",)),
    ("24 mois ou 36 mois", ("durees_multiples",)),
    ("3 à 4 mois", ("durees_multiples",)),
    ("entre 6 et 12 mois", ("durees_multiples",)),
    ("12-24 mois", ("durees_multiples",)),
    ("du 31 décembre 2022 au 1er janvier 2021", ("duree_illisible",)),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_printed_duration_is_read(text: str, expected: int) -> None:
    result = parse_months(text)
    assert (result.value, result.warnings) == (expected, ())


@pytest.mark.parametrize(("text", "expected"), ROUNDED)
def test_days_are_rounded_up_to_months(text: str, expected: int) -> None:
    result = parse_months(text)
    assert (result.value, result.warnings) == (expected, ("duree_arrondie",))


@pytest.mark.parametrize(("text", "warnings"), REFUSED)
def test_what_is_not_one_duration_is_none(text: str | None, warnings: tuple[str, ...]) -> None:
    result = parse_months(text)
    assert (result.value, result.warnings) == (None, warnings)


@pytest.mark.parametrize(
    "text", ["12 mois renouvelable 3 fois", "1 an reconductible 3 fois 1 an", "un an reconductible"]
)
def test_only_the_firm_duration_counts_before_a_renewal(text: str) -> None:
    result = parse_months(text)
    assert (result.value, result.warnings) == (12, ("duree_reconductible",))


def test_a_number_alone_is_taken_as_months_with_a_warning() -> None:
    for text in ("48", "48.0"):
        result = parse_months(text)
        assert (result.value, result.warnings) == (48, ("duree_unite_absente",))


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("60", "JOUR", 2),
        ("60", "DUREE_JOUR", 2),
        ("24", "MOIS", 24),
        ("24", "DUREE_MOIS", 24),
        ("2", "YEAR", 24),
        ("2", "ANNEE", 24),
        ("12", "MONTH", 12),
        ("7", "DUREE_JOURS", 1),
        ("24.0", "dureeMois", 24),
        ("NC", "MOIS", None),
        ("1,5", "AN", 18),
        ("x", "MOIS", None),
        ("3", "lune", None),
        ("", "MOIS", None),
    ],
)
def test_the_unit_of_the_form_is_used(number: str, unit: str, expected: int | None) -> None:
    assert from_unit(number, unit).value == expected


@given(st.integers(1, 1200))
def test_months_and_years_agree(months: int) -> None:
    assert parse_months(f"{months} mois").value == months
    if months % 12 == 0:
        assert parse_months(f"{months // 12} ans").value == months


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 2000))
def test_a_period_never_loses_a_day(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    months, rest = months_between(start, end)
    assert months >= 0
    assert 0 <= rest <= 31
    assert abs(months * 30.4375 + rest - (days + 1)) <= 4


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    result = parse_months(text)
    assert result.value is None or 1 <= result.value <= 1200
