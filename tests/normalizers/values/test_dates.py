from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.values.dates import is_placeholder, parse_date, parse_real_date

READ = [
    ("05/12/2007", date(2007, 12, 5)),
    ("5/12/2007", date(2007, 12, 5)),
    ("05-12-2007", date(2007, 12, 5)),
    ("05.12.2007", date(2007, 12, 5)),
    ("05 / 12 / 2007", date(2007, 12, 5)),
    ("5 décembre 2007", date(2007, 12, 5)),
    ("5\u00a0décembre\u00a02007", date(2007, 12, 5)),
    ("5\u202fdécembre 2007", date(2007, 12, 5)),
    ("5 de\u0301cembre 2007", date(2007, 12, 5)),
    ("5 DECEMBRE 2007", date(2007, 12, 5)),
    ("1er sept. 2024", date(2024, 9, 1)),
    ("1 er janvier 2021", date(2021, 1, 1)),
    ("1ᵉʳ janvier 2021", date(2021, 1, 1)),
    ("premier janvier 2021", date(2021, 1, 1)),
    ("le 2 févr. 2021", date(2021, 2, 2)),
    ("13 juil. 2022", date(2022, 7, 13)),
    ("26 août 2020, à 18 heures", date(2020, 8, 26)),
    ("mardi 3 mars 2026 à 12 h", date(2026, 3, 3)),
    ("Mardi 01 Septembre 2020 - 12:00", date(2020, 9, 1)),
    ("Paris, le 3 mars 2026.", date(2026, 3, 3)),
    ("2019-07-19", date(2019, 7, 19)),
    ("2019-07-19T12:00:00+01:00", date(2019, 7, 19)),
    ("2026-09-09+02:00", date(2026, 9, 9)),
    ("2026-09-09Z", date(2026, 9, 9)),
    ("2019/07/19", date(2019, 7, 19)),
    ("20190719", date(2019, 7, 19)),
    ("20190719T120000", date(2019, 7, 19)),
    ("September, 16 2021", date(2021, 9, 16)),
    ("September 16, 2021", date(2021, 9, 16)),
    ("16 September 2021", date(2021, 9, 16)),
    ("29/02/2024", date(2024, 2, 29)),
    ("03/03/2026 (et encore 03/03/2026)", date(2026, 3, 3)),
    ("2000-01-01", date(2000, 1, 1)),
]

REFUSED = [
    ("", ()),
    (None, ()),
    ("   ", ()),
    ("à définir", ()),
    ("NC", ()),
    ("bientôt", ("date_illisible",)),
    ("septembre 2024", ("date_illisible",)),
    ("2024", ("date_illisible",)),
    ("31/02/2020", ("date_impossible",)),
    ("29/02/2023", ("date_impossible",)),
    ("09/16/2021", ("date_impossible",)),
    ("00/00/2021", ("date_impossible",)),
    ("05/12/07", ("annee_sur_deux_chiffres",)),
    ("0002-11-30", ("date_invraisemblable",)),
    ("2999-01-01", ("date_invraisemblable",)),
    ("du 1er mars 2026 au 4 avril 2026", ("dates_multiples",)),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_printed_date_is_read(text: str, expected: date) -> None:
    result = parse_date(text)
    assert (result.value, result.warnings) == (expected, ())


@pytest.mark.parametrize(("text", "warnings"), REFUSED)
def test_what_is_not_one_certain_date_is_none(text: str | None, warnings: tuple[str, ...]) -> None:
    result = parse_date(text)
    assert (result.value, result.warnings) == (None, warnings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/24", date(2024, 12, 31)),
        ("16 sept. 21", date(2021, 9, 16)),
        ("3 mars 98", date(1998, 3, 3)),
    ],
)
def test_a_year_of_two_digits_counts_where_the_order_is_certain(text: str, expected: date) -> None:
    result = parse_date(text)
    assert (result.value, result.warnings) == (expected, ("annee_sur_deux_chiffres",))


def test_a_wrong_weekday_is_warned_of() -> None:
    result = parse_date("lundi 1er septembre 2026")
    assert result.value == date(2026, 9, 1)
    assert result.warnings == ("jour_de_semaine_discordant",)


def test_placeholders_are_refused_where_the_column_asks_for_it() -> None:
    assert is_placeholder(date(2000, 1, 1))
    assert parse_real_date("01/01/2000").warnings == ("date_fictive",)
    assert parse_real_date("02/01/2000").value == date(2000, 1, 2)


MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_survives_its_usual_forms(day: date) -> None:
    letters = f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
    for text in (
        day.isoformat(),
        day.strftime("%d/%m/%Y"),
        day.strftime("%d.%m.%Y"),
        letters,
        letters.upper(),
    ):
        assert parse_date(text).value == day


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    result = parse_date(text)
    assert result.value is None or 1800 <= result.value.year <= 2100


@given(DAYS, st.integers(0, 400))
def test_two_different_days_are_never_one(day: date, gap: int) -> None:
    other = day + timedelta(days=gap)
    result = parse_date(f"du {day:%d/%m/%Y} au {other:%d/%m/%Y}")
    assert (result.value == day) is (gap == 0)
