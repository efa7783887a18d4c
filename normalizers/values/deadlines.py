"""Deadlines: a date and the hour on the wall in Paris.

Publishers' offsets are wrong more often than right (fixed +01:00 in summer, a false Z), so any offset in the
text is ignored: the figures are what the buyer's clock shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from normalizers.values.blank import is_blank
from normalizers.values.days import DateResult, FoundDate, find_dates, year_of_day
from normalizers.values.folding import fold
from normalizers.values.months import MONTH

PARIS = ZoneInfo("Europe/Paris")

UNREADABLE = "date_limite_illisible"
NO_HOUR = "heure_absente"
BAD_HOUR = "heure_illisible"
SEVERAL_HOURS = "heures_multiples"
SEVERAL = "dates_multiples"
END_OF_DAY = "minuit_fin_de_jour"
GAP = "heure_inexistante"
FOLD = "heure_ambigue"
LOCAL = "heure_locale"

_OVERSEAS = {
    "guadeloupe": "America/Guadeloupe",
    "martinique": "America/Martinique",
    "guyane": "America/Cayenne",
    "cayenne": "America/Cayenne",
    "reunion": "Indian/Reunion",
    "mayotte": "Indian/Mayotte",
    "nouvelle-caledonie": "Pacific/Noumea",
    "noumea": "Pacific/Noumea",
    "polynesie": "Pacific/Tahiti",
    "tahiti": "Pacific/Tahiti",
    "papeete": "Pacific/Tahiti",
    "saint-pierre-et-miquelon": "America/Miquelon",
    "wallis": "Pacific/Wallis",
}
_ZONE = re.compile(
    r"heures? (?:locales? )?\(?(?:de |d'|du |en |a )?(?:la |l')?(?P<place>" + "|".join(_OVERSEAS) + r")\b"
)
_OFFSET = re.compile(r"(?<=\d)\s?(?:z|(?:utc|gmt)?\s?[+-]\d{2}:?\d{2}|utc|gmt)(?![\w:])")
_HOURS = (
    re.compile(
        r"(?<![\d.,/-])(?P<h>\d{1,2})\s?(?:heures?|hrs?|h)(?![a-z])\.?(?:\s?(?:et\s)?(?P<m>\d{1,2})\b(?!\s?[/.-]\d)"
        r"(?:\s?(?:minutes?|min|mn|m|')(?![a-z]))?(?:\s?(?P<s>\d{2})\s?s\b)?)?(?P<half>\set\sdemie)?"
    ),
    re.compile(
        r"(?<![\d:])(?P<h>\d{1,2})\s?:\s?(?P<m>\d{2})(?:\s?:\s?(?P<s>\d{2})(?:[.,]\d+)?)?\s?(?P<ap>[ap]\.?m)?"
    ),
    re.compile(r"(?<![\d:])(?P<h>\d{1,2})\s?(?P<ap>[ap]\.?m)\b"),
    re.compile(r"\b(?P<word>midi|minuit)\b"),
)


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """``value`` is aware, in Europe/Paris; None where no hour or no certain date is said.

    ``day`` is the date alone where it is known, so that a deadline without an hour is not lost.
    """

    value: datetime | None
    day: date | None = None
    warnings: tuple[str, ...] = ()

    def iso(self) -> str | None:
        """ISO 8601 to the precision that was read: date and hour with the offset, or the date alone."""
        if self.value:
            return to_iso(self.value)
        return self.day.isoformat() if self.day else None


def parse_deadline(text: str | None) -> DeadlineResult:
    """Read ``"mardi 3 mars 2026 à 12 h"``, ``"2019-07-19T12:00:00+01:00"``, ``"26 août 2020, à 18 heures"``.

    The wall clock stands in Europe/Paris whatever offset is written ("heure locale" too: the label of TED),
    save "heure de La Réunion" and the like.
    24 h and minuit are the end of the day (code de procédure civile, art. 642).
    """
    folded = fold(text or "")
    if is_blank(folded):
        return DeadlineResult(None)
    found = find_dates(folded)
    days = {each.result.value for each in found if each.result.value}
    if len(days) > 1:
        return DeadlineResult(None, warnings=(SEVERAL,))
    if not days:
        names = found[0].result.warnings if found else (UNREADABLE,)
        return DeadlineResult(None, warnings=names)
    chosen = next(each for each in found if each.result.value)
    return _with_hour(chosen.result, _without_dates(folded, found), folded)


def parse_deadline_after(text: str | None, published: date) -> DeadlineResult:
    """As :func:`parse_deadline`, and a day without a year is the first such day from the publication on.

    The warning ``annee_deduite`` says that the year was not printed.
    """
    result = parse_deadline(text)
    folded = fold(text or "")
    if result.day or not folded or find_dates(folded):
        return result
    day = year_of_day(folded, published)
    if day.value is None:
        return result
    return _with_hour(day, _without_days(folded), folded)


def to_iso(value: datetime) -> str:
    """ISO 8601 to the second with the offset of Paris at that date: ``2026-03-03T12:00:00+01:00``."""
    return value.astimezone(PARIS).isoformat(timespec="seconds")


def at_paris(day: date, clock: time) -> tuple[datetime, tuple[str, ...]]:
    """The moment a wall clock in Paris shows an hour.

    An hour that the change to summer time skips is moved on with a warning; of an hour shown twice the first
    is taken, the earlier and safer one, with a warning.
    """
    first = datetime.combine(day, clock, PARIS)
    real = first.astimezone(UTC).astimezone(PARIS)
    if real.replace(tzinfo=None) != first.replace(tzinfo=None):
        return real, (GAP,)
    twice = first.utcoffset() != first.replace(fold=1).utcoffset()
    return first, (FOLD,) if twice else ()


def _with_hour(found: DateResult, rest: str, folded: str) -> DeadlineResult:
    day, warnings = found.value, found.warnings
    clocks = _clocks(rest)
    if day is None or not clocks:
        return DeadlineResult(None, day, (*warnings, NO_HOUR))
    if len(clocks) > 1:
        return DeadlineResult(None, day, (*warnings, SEVERAL_HOURS))
    clock = clocks.pop()
    if clock is None:
        return DeadlineResult(None, day, (*warnings, BAD_HOUR))
    moment, more = _moment(day, clock, folded)
    return DeadlineResult(moment, day, warnings + more)


def _without_dates(folded: str, found: list[FoundDate]) -> str:
    """The text around the dates; the "T" that joins an hour and an offset without an hour are dropped."""
    pieces, cursor = [], 0
    for each in found:
        pieces.append(folded[cursor : each.start])
        cursor = each.end
    pieces.append(folded[cursor:])
    joined = " | ".join(pieces)
    joined = re.sub(r"\|\s*t(\d{2})(\d{2})(\d{2})?(?!\d)", r"| \1:\2", joined)
    return _OFFSET.sub("", re.sub(r"\|\s*(?:t(?=\d)|[+-]\d{2}:?\d{2}(?!\d))", "| ", joined))


def _without_days(folded: str) -> str:
    return _OFFSET.sub("", re.sub(rf"\d{{1,2}}\s?(?:er)?\s*(?:{MONTH})\b", " | ", folded))


Clock = tuple[int, int, int] | None


def _clocks(rest: str) -> set[Clock]:
    """The different hours in a text without dates, as hour, minute, second; None for one that cannot be."""
    clocks: set[Clock] = set()
    for form in _HOURS:
        matches = list(form.finditer(rest))
        clocks |= {_clock(match) for match in matches}
        rest = form.sub(" ", rest)
    return clocks


def _clock(match: re.Match[str]) -> Clock:
    parts = match.groupdict()
    word = parts.get("word")
    if word:
        return (12, 0, 0) if word == "midi" else (24, 0, 0)
    hour, minute, second = (int(parts.get(name) or 0) for name in ("h", "m", "s"))
    half = parts.get("ap")
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if parts.get("half"):
        minute = 30
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    return hour, minute, second


def _moment(day: date, clock: tuple[int, int, int], folded: str) -> tuple[datetime, tuple[str, ...]]:
    zone = _ZONE.search(folded)
    warnings: tuple[str, ...] = ()
    if clock[0] == 24:
        day, clock, warnings = day + timedelta(days=1), (0, 0, 0), (END_OF_DAY,)
    if zone:
        local = datetime.combine(day, time(*clock), ZoneInfo(_OVERSEAS[zone["place"]]))
        return local.astimezone(PARIS), (*warnings, LOCAL)
    moment, more = at_paris(day, time(*clock))
    return moment, warnings + more
