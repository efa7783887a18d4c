"""Calendar dates as French and European publications print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from normalizers.values.blank import is_blank
from normalizers.values.folding import fold
from normalizers.values.months import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from normalizers.values.result import Result, unknown

DateResult = Result[date]

UNREADABLE = "date_illisible"
IMPOSSIBLE = "date_impossible"
IMPLAUSIBLE = "date_invraisemblable"
SEVERAL = "dates_multiples"
SHORT_YEAR = "annee_sur_deux_chiffres"
WRONG_WEEKDAY = "jour_de_semaine_discordant"
PLACEHOLDER = "date_fictive"
DEDUCED_YEAR = "annee_deduite"

FIRST_YEAR, LAST_YEAR = 1800, 2100
_PLACEHOLDERS = {(1900, 1, 1), (1970, 1, 1), (2000, 1, 1), (2099, 12, 31)}

_DAY = r"(?P<day>\d{1,2})\s?(?:er|eme|e|st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?![\d]|[.,]\d)"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d/.-])(?P<day>\d{1,2})\s?(?P<sep>[-/. ])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?" + _YEAR,
        rf"(?<!\d){_DAY}[\s.-]*(?:of\s)?(?P<word>{MONTH})\b\.?[\s,.-]*{_YEAR}",
        rf"(?P<premier>premier)\s(?P<word>{MONTH})\s{_YEAR}",
        rf"(?<![a-z])(?P<word>{MONTH})\b\.?[\s,]*{_DAY}[\s,]+(?P<year>\d{{4}})(?!\d)",
    )
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:t?\d{4}(?:\d{2})?)?z?")
_NO_YEAR = re.compile(rf"(?<!\d){_DAY}[\s.-]*(?P<word>{MONTH})\b\.?(?![\s,.-]*\d{{2,4}}(?!\s?[\dh:]))")
_WEEKDAY_BEFORE = re.compile(rf"\b({WEEKDAY})[\s,.]*(?:le\s)?$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a folded text: where it stands and what it says (no value for a date that cannot be)."""

    start: int
    end: int
    result: DateResult


def parse_date(text: str | None) -> DateResult:
    """The one date of a text, with or without an hour; None when it says none, an impossible or several.

    A year of two digits counts only where the order day, month, year is certain: a month in letters, or a
    first number over 12. Years outside 1800–2100 (0002-11-30, 2999-01-01) are ``date_invraisemblable``.
    """
    folded = fold(text or "")
    if is_blank(folded):
        return Result(None)
    found = [each.result for each in find_dates(folded)]
    if not found:
        return unknown(UNREADABLE)
    values = {each.value for each in found if each.value}
    if len(values) > 1:
        return unknown(SEVERAL)
    return next((each for each in found if each.value), found[0])


def parse_real_date(text: str | None) -> DateResult:
    """As :func:`parse_date`, for columns where publishers type a stand-in such as 2000-01-01: None."""
    result = parse_date(text)
    if result.value and is_placeholder(result.value):
        return unknown(PLACEHOLDER)
    return result


def is_placeholder(value: date) -> bool:
    """Whether the date is one that forms and databases write for "unknown"."""
    return (value.year, value.month, value.day) in _PLACEHOLDERS


def find_dates(folded: str) -> list[FoundDate]:
    """Every date of a folded text in reading order, without overlaps."""
    whole = _COMPACT.fullmatch(folded)
    if whole:
        return [FoundDate(0, whole.end("day"), _read(whole, folded))]
    taken: list[FoundDate] = []
    for match in _matches(folded):
        if all(match.end() <= other.start or match.start() >= other.end for other in taken):
            taken.append(FoundDate(match.start(), match.end(), _read(match, folded)))
    return sorted(taken, key=lambda each: each.start)


def _matches(folded: str) -> Iterator[re.Match[str]]:
    for form in _FORMS:
        yield from form.finditer(folded)


def _read(match: re.Match[str], folded: str) -> DateResult:
    parts = match.groupdict()
    day = 1 if parts.get("premier") else int(parts["day"])
    in_letters = parts.get("word")
    month = MONTHS[in_letters] if in_letters else int(parts["month"])
    year, warnings = _year(parts["year"], certain=bool(in_letters) or day > 12)
    if year is None:
        return Result(None, warnings)
    return _calendar(year, month, day, warnings, folded[: match.start()])


def year_of_day(folded: str, since: date) -> DateResult:
    """The first day named without a year ("le 1er septembre") on or after another date, else None.

    Several different days give ``dates_multiples``, 29 February waits for the next leap year.
    """
    named = {(MONTHS[each["word"]], int(each["day"])) for each in _NO_YEAR.finditer(folded)}
    if len(named) != 1:
        return unknown(SEVERAL if named else UNREADABLE)
    month, day = named.pop()
    for year in range(since.year, since.year + 9):
        result = _calendar(year, month, day, (DEDUCED_YEAR,), "")
        if result.value and result.value >= since:
            return result
    return unknown(IMPOSSIBLE)


def _year(digits: str, *, certain: bool) -> tuple[int | None, tuple[str, ...]]:
    """Two digits mean 1970–2069, the window of POSIX strptime rounded to a decade, with a warning."""
    if len(digits) == 4:
        return int(digits), ()
    if not certain:
        return None, (SHORT_YEAR,)
    return int(digits) + (1900 if int(digits) >= 70 else 2000), (SHORT_YEAR,)


def _calendar(year: int, month: int, day: int, warnings: tuple[str, ...], before: str) -> DateResult:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return unknown(IMPLAUSIBLE)
    try:
        value = date(year, month, day)
    except ValueError:
        return unknown(IMPOSSIBLE)
    weekday = _WEEKDAY_BEFORE.search(before)
    if weekday and WEEKDAYS[weekday[1]] != value.weekday():
        warnings += (WRONG_WEEKDAY,)
    return Result(value, warnings)
