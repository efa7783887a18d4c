"""When something is due: hours of the clock in Paris on days that are worked, or a pace."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.clock import PARIS, paris
from core.holidays import Kind, kind_of

_FURTHEST = 40
"""Days that are looked at for an hour that is not a day of rest: no publisher rests longer."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

JORF_RESTS = frozenset({Kind.MONDAY, Kind.MORROW})
"""The Journal officiel does not appear on Mondays nor on the morrow of a bank holiday."""

WEEKEND = frozenset({Kind.SATURDAY, Kind.SUNDAY, Kind.HOLIDAY})


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of Paris at which a publisher has published, each day but those of ``rests``.

    Each slot is moved later by a fixed part of ``jitter``, other for each name, so that not every
    installation asks at the same second. An hour that the change to summer time skips is the moment after it;
    one that comes twice in autumn is the first of the two.
    """

    at: tuple[time, ...]
    rests: frozenset[Kind] = frozenset()
    jitter: timedelta = timedelta(minutes=10)

    def latest(self, name: str, now: datetime) -> datetime | None:
        """The last slot that is not after ``now``; None if there is none in forty days."""
        return next((slot for slot in self._back(name, paris(now).date()) if slot <= now), None)

    def _back(self, name: str, today: date) -> Iterator[datetime]:
        for days in range(_FURTHEST):
            day = today - timedelta(days=days)
            if kind_of(day) in self.rests:
                continue
            for hour in sorted(self.at, reverse=True):
                moment = datetime.combine(day, hour, PARIS).astimezone(UTC)
                yield moment + self.jitter * part_of(name)


@dataclass(frozen=True, slots=True)
class Pace:
    """A slot each ``every``, from a moment that is other for each name: the names are spread over time."""

    every: timedelta

    def latest(self, name: str, now: datetime) -> datetime:
        """The last slot that is not after ``now``."""
        first = _EPOCH + self.every * part_of(name)
        return first + ((now - first) // self.every) * self.every


Timetable = Hours | Pace


def part_of(name: str) -> float:
    """A number in [0, 1) that is always the same for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) / 2**32
