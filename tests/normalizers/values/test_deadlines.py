from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.values.dates import PARIS, parse_deadline, parse_deadline_after, to_iso

READ = [
    ("le 1er septembre 2020 à 17h00 (heure de Paris)", "2020-09-01T17:00:00+02:00"),
    ("26 août 2020, à 18 heures", "2020-08-26T18:00:00+02:00"),
    ("mardi 3 mars 2026 à 12 h", "2026-03-03T12:00:00+01:00"),
    ("mardi 1er septembre 2026 à 23 h 59", "2026-09-01T23:59:00+02:00"),
    ("Mardi 01 Septembre 2020 - 12:00", "2020-09-01T12:00:00+02:00"),
    ("Vendredi 4 septembre 2020 à 11 h 30 mn", "2020-09-04T11:30:00+02:00"),
    ("3 mars 2026 à midi", "2026-03-03T12:00:00+01:00"),
    ("3 mars 2026 avant 16 heures 30 minutes", "2026-03-03T16:30:00+01:00"),
    ("3 mars 2026 à 9 heures et demie", "2026-03-03T09:30:00+01:00"),
    ("12 h 00 le 3 mars 2026", "2026-03-03T12:00:00+01:00"),
    ("03/03/2026 à 12h00", "2026-03-03T12:00:00+01:00"),
    ("03/03/2026 12H", "2026-03-03T12:00:00+01:00"),
    ("3.3.2026 16h", "2026-03-03T16:00:00+01:00"),
    ("11/10/2021 13:00:00", "2021-10-11T13:00:00+02:00"),
    ("20200901T120000", "2020-09-01T12:00:00+02:00"),
    ("September, 16 2021 12:00:00", "2021-09-16T12:00:00+02:00"),
    ("16 September 2021, 5:30 pm", "2021-09-16T17:30:00+02:00"),
    ("le\u00a03\u00a0mars\u00a02026 à 12\u00a0h\u00a000", "2026-03-03T12:00:00+01:00"),
    ("Date: 11/09/2020 Heure locale: 16:00", "2020-09-11T16:00:00+02:00"),
    ("2026-03-03 à 12:00 et 12h00", "2026-03-03T12:00:00+01:00"),
]

OFFSETS = [
    ("2019-07-19T12:00:00+01:00", "2019-07-19T12:00:00+02:00"),
    ("2019-07-19T12:00:00Z", "2019-07-19T12:00:00+02:00"),
    ("2019-07-19T12:00:00.000Z", "2019-07-19T12:00:00+02:00"),
    ("2019-07-19T12:00:00+00:00", "2019-07-19T12:00:00+02:00"),
    ("2019-01-19T12:00:00+01:00", "2019-01-19T12:00:00+01:00"),
    ("2026-09-09T12:00:00+02:00", "2026-09-09T12:00:00+02:00"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_printed_deadline_is_read(text: str, expected: str) -> None:
    result = parse_deadline(text)
    assert (result.iso(), result.warnings) == (expected, ())


@pytest.mark.parametrize(("text", "expected"), OFFSETS)
def test_the_offset_of_the_publisher_is_ignored(text: str, expected: str) -> None:
    assert parse_deadline(text).iso() == expected


@pytest.mark.parametrize(
    ("text", "expected", "warning"),
    [
        ("3 mars 2026", "2026-03-03", "heure_absente"),
        ("2026-09-09+02:00", "2026-09-09", "heure_absente"),
        ("3 mars 2026 de 9h à 12h", "2026-03-03", "heures_multiples"),
        ("3 mars 2026 à 25h00", "2026-03-03", "heure_illisible"),
        ("3 mars 2026 à 12h75", "2026-03-03", "heure_illisible"),
        ("bientôt", None, "date_limite_illisible"),
        ("le 1er septembre à 17h00", None, "date_limite_illisible"),
        ("entre le 3 mars 2026 12h et le 4 mars 2026 12h", None, "dates_multiples"),
        ("31/02/2026 12h", None, "date_impossible"),
    ],
)
def test_what_is_not_certain_has_no_hour(text: str, expected: str | None, warning: str) -> None:
    result = parse_deadline(text)
    assert result.value is None
    assert (result.iso(), result.warnings) == (expected, (warning,))


def test_nothing_is_nothing() -> None:
    assert parse_deadline("").warnings == ()
    assert parse_deadline(None).iso() is None


def test_midnight_is_the_end_of_the_day() -> None:
    for text in ("3 mars 2026 à minuit", "3 mars 2026 à 24 h", "03/03/2026 24:00"):
        result = parse_deadline(text)
        assert (result.iso(), result.warnings) == ("2026-03-04T00:00:00+01:00", ("minuit_fin_de_jour",))
    assert parse_deadline("3 mars 2026 à 0h00").iso() == "2026-03-03T00:00:00+01:00"


def test_the_hour_that_summer_time_skips_is_moved_on() -> None:
    result = parse_deadline("2026-03-29 02:30")
    assert (result.iso(), result.warnings) == ("2026-03-29T03:30:00+02:00", ("heure_inexistante",))


def test_of_the_hour_shown_twice_the_first_is_taken() -> None:
    result = parse_deadline("2026-10-25 02:30")
    assert (result.iso(), result.warnings) == ("2026-10-25T02:30:00+02:00", ("heure_ambigue",))


NIGHTS = [
    ("30 mars 2024 à 23 h 59", "2024-03-30T23:59:00+01:00", ()),
    ("30 mars 2024 à 24h00", "2024-03-31T00:00:00+01:00", ("minuit_fin_de_jour",)),
    ("31 mars 2024 à 1 h 59", "2024-03-31T01:59:00+01:00", ()),
    ("31 mars 2024 à 2 h 00", "2024-03-31T03:00:00+02:00", ("heure_inexistante",)),
    ("31/03/2024 à 02:59", "2024-03-31T03:59:00+02:00", ("heure_inexistante",)),
    ("2024-03-31T02:30:00+01:00", "2024-03-31T03:30:00+02:00", ("heure_inexistante",)),
    ("31 mars 2024 à 3 h 00", "2024-03-31T03:00:00+02:00", ()),
    ("31 mars 2024 à midi", "2024-03-31T12:00:00+02:00", ()),
    ("31 mars 2024 à 23 h 59", "2024-03-31T23:59:00+02:00", ()),
    ("31 mars 2024 à 24h00", "2024-04-01T00:00:00+02:00", ("minuit_fin_de_jour",)),
    ("26 octobre 2024 à 24 h", "2024-10-27T00:00:00+02:00", ("minuit_fin_de_jour",)),
    ("27 octobre 2024 à 1 h 59", "2024-10-27T01:59:00+02:00", ()),
    ("27 octobre 2024 à 2 h 00", "2024-10-27T02:00:00+02:00", ("heure_ambigue",)),
    ("2024-10-27T02:30:00Z", "2024-10-27T02:30:00+02:00", ("heure_ambigue",)),
    ("27 octobre 2024 à 3 h 00", "2024-10-27T03:00:00+01:00", ()),
    ("27 octobre 2024 à midi", "2024-10-27T12:00:00+01:00", ()),
    ("27 octobre 2024 à 23 h 59", "2024-10-27T23:59:00+01:00", ()),
    ("27 octobre 2024 à minuit", "2024-10-28T00:00:00+01:00", ("minuit_fin_de_jour",)),
    ("2026-03-29T12:00:00+01:00", "2026-03-29T12:00:00+02:00", ()),
    ("2026-10-25T12:00:00+02:00", "2026-10-25T12:00:00+01:00", ()),
]


@pytest.mark.parametrize(("text", "expected", "warnings"), NIGHTS)
def test_around_the_nights_on_which_the_clocks_change(
    text: str, expected: str, warnings: tuple[str, ...]
) -> None:
    result = parse_deadline(text)
    assert (result.iso(), result.warnings) == (expected, warnings)


def _last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


@given(st.integers(1997, 2090), st.sampled_from([3, 10]), st.integers(0, 24 * 60 - 1))
def test_on_those_days_only_the_hour_that_changes_is_told_of(year: int, month: int, minutes: int) -> None:
    """Directive 2000/84/EC: at 1.00 GMT of the last Sunday 2 h becomes 3 h, and in autumn 3 h becomes 2 h."""
    day, (hour, minute) = _last_sunday(year, month), divmod(minutes, 60)
    result = parse_deadline(f"{day:%d/%m/%Y} à {hour} h {minute:02d}")
    changes, summer = hour == 2, (hour >= 2) if month == 3 else (hour <= 2)
    assert result.warnings == (
        (("heure_inexistante",) if month == 3 else ("heure_ambigue",)) if changes else ()
    )
    assert result.value is not None
    assert result.value.utcoffset() == timedelta(hours=2 if summer else 1)
    shown = hour + 1 if changes and month == 3 else hour
    assert (result.value.date(), result.value.hour, result.value.minute) == (day, shown, minute)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 mars 2026 à 12 heures (heure de La Réunion)", "2026-03-03T09:00:00+01:00"),
        ("3 mars 2026 à 12 h, heure de Cayenne", "2026-03-03T16:00:00+01:00"),
        ("3 mars 2026 à 12:00 (heure de Nouméa)", "2026-03-03T02:00:00+01:00"),
    ],
)
def test_an_hour_overseas_is_told_in_paris(text: str, expected: str) -> None:
    result = parse_deadline(text)
    assert (result.iso(), result.warnings) == (expected, ("heure_locale",))


def test_a_day_without_a_year_follows_the_publication() -> None:
    text = "le 1er septembre à 17h00 (heure de Paris)"
    assert parse_deadline_after(text, date(2026, 8, 12)).iso() == "2026-09-01T17:00:00+02:00"
    assert parse_deadline_after(text, date(2026, 9, 12)).iso() == "2027-09-01T17:00:00+02:00"
    assert parse_deadline_after(text, date(2026, 8, 12)).warnings == ("annee_deduite",)
    assert parse_deadline_after("3 mars 2026 à 12h", date(2020, 1, 1)).iso() == "2026-03-03T12:00:00+01:00"
    assert parse_deadline_after("29 février à 12h", date(2025, 1, 1)).day == date(2028, 2, 29)


MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2099, 12, 30))  # noqa: DTZ001 - wall clocks


@given(MOMENTS, st.integers(-12, 14))
def test_the_wall_clock_stays_whatever_the_offset(moment: datetime, hours: int) -> None:
    wall = moment.replace(microsecond=0)
    result = parse_deadline(f"{wall.isoformat()}{hours:+03d}:00")
    assert result.value is not None
    assert result.value.tzinfo == PARIS
    if "heure_inexistante" not in result.warnings:
        assert result.value.replace(tzinfo=None) == wall


@given(MOMENTS)
def test_iso_round_trips(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=PARIS)
    assert datetime.fromisoformat(to_iso(aware)) == aware.astimezone(ZoneInfo("UTC"))


@given(st.text(alphabet="0123456789hH:/. àminutdes2026-T+Z", max_size=40))
def test_no_text_raises(text: str) -> None:
    result = parse_deadline(text)
    assert result.value is None or result.day is not None


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_french_typography_of_an_hour(day: date, hour: int, minute: int) -> None:
    forms = (
        f"{hour}h{minute:02d}",
        f"{hour} h {minute:02d}",
        f"{hour:02d}:{minute:02d}",
        f"{hour} heures {minute:02d}",
    )
    found = {parse_deadline(f"le {day:%d/%m/%Y} à {form}").value for form in forms}
    assert len(found) == 1
    value = found.pop()
    assert value is not None
    wall = datetime.combine(day, time(hour, minute))
    assert abs(value.replace(tzinfo=None) - wall) <= timedelta(hours=1)
