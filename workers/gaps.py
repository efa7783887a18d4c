"""What is missing at a source: days with nothing or far less than like days had, numbers that are skipped.

It is worked out from what runs have listed, each time it is asked: what comes late is missing no more. A gap
is no proof that something was missed (the publisher may have been on strike), so a run with gaps is told of
and not held incomplete; :mod:`workers.short_days` holds it until a second look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from core.clock import paris
from core.holidays import kind_of
from core.model.source import KeyNumbers, Source, Window
from core.storage.catalogue import Catalogue
from core.storage.citations import citations, listed
from core.storage.issues import issues_of
from core.storage.listings import Listings
from core.storage.runs import Run, Runs, RunState
from workers.advance import LIVE
from workers.bands import least
from workers.cited import Unlisted, unlisted
from workers.numbers import Issue, Skipped, skipped, uncovered

MEMORY = timedelta(days=400)
"""Days before a window that its days are compared with; the day after a bank holiday is a rare day."""

MONTH = timedelta(days=31)
"""Days before a window whose issues a series is believed for."""

RECENT = timedelta(days=14)
"""A gap is shown for so long."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A day that has fewer documents than the least that is no surprise; ``found`` may be 0."""

    day: date
    found: int
    least: int

    @property
    def code(self) -> str:
        """``no-notice`` or ``few-notices``."""
        return "few-notices" if self.found else "no-notice"


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing at a source, oldest first."""

    days: tuple[Gap, ...] = ()
    numbers: tuple[Skipped, ...] = ()
    cited: tuple[Unlisted, ...] = ()

    def __len__(self) -> int:
        return len(self.days) + len(self.numbers) + len(self.cited)


def recent_gaps(tx: Connection, catalogue: Catalogue, source: Source, now: datetime) -> Gaps:
    """The gaps of the last fortnight, as far as runs have looked."""
    today = paris(now).date()
    return _gaps_in(tx, catalogue, source, Window(today - RECENT, today))


def gaps_of_run(tx: Connection, catalogue: Catalogue, source: Source, run: Run) -> Gaps:
    """The gaps among the days that a live run has looked at; a replay is a sample and has none."""
    return _gaps_in(tx, catalogue, source, run.window) if run.mode == LIVE else Gaps()


def _gaps_in(tx: Connection, catalogue: Catalogue, source: Source, window: Window) -> Gaps:
    known = looked_at(tx, source.name)
    days = tuple(_days(tx, source.name, window, known))
    numbers = [
        each
        for each in _numbers(tx, catalogue, source, window, known)
        if window.since <= each.day <= window.until
    ]
    ordered = sorted(numbers, key=lambda each: (each.day, each.series, each.first))
    return Gaps(days, tuple(ordered), tuple(_cited(tx, catalogue, source, window, known)))


def _days(tx: Connection, source: str, window: Window, known: Collection[date]) -> Iterator[Gap]:
    """A day at which no run has looked proves nothing."""
    counts = Listings(tx, source).by_day(Window(window.since - MEMORY, window.until))
    for day in window.days():
        low = least(history_of(day, counts, known)) if day in known else 0
        if counts.get(day, 0) < low:
            yield Gap(day, counts.get(day, 0), low)


def history_of(day: date, counts: Mapping[date, int], known: Collection[date]) -> list[int]:
    """The documents of the days like a day before it, latest first, of those that were looked at."""
    alike = (each for each in known if day - MEMORY <= each < day and kind_of(each) is kind_of(day))
    return [counts.get(each, 0) for each in sorted(alike, reverse=True)]


def _numbers(
    tx: Connection, catalogue: Catalogue, source: Source, window: Window, known: Collection[date]
) -> Iterator[Skipped]:
    numbers = source.numbers
    if numbers is None:
        return iter(())
    listed = Listings(tx, source.name).dated(Window(window.since - MONTH, window.until))
    if isinstance(numbers, KeyNumbers):
        named = ((numbers.of(key), day) for key, day in listed)
        return skipped((Issue(*name, day) for name, day in named if name), known)
    printed = issues_of(tx, catalogue, numbers, Window(window.since - MONTH, window.until))
    issues = (Issue(str(day.year), number, day) for number, day in printed)
    return uncovered(issues, {day for key, day in listed if numbers.brings(key)}, known)


def _cited(
    tx: Connection, catalogue: Catalogue, source: Source, window: Window, known: Collection[date]
) -> Iterator[Unlisted]:
    if source.cited is None:
        return
    named = set(citations(tx, catalogue, source.cited, window))
    seen = listed(tx, source.name, {each.number for each in named})
    near = Listings(tx, source.name).dated(Window(window.since - 2 * MONTH, window.until))
    missing = [each for each in named if each.number not in seen]
    yield from unlisted(missing, dict(near), source.cited.ordinal, known)


def looked_at(tx: Connection, source: str) -> set[date]:
    """The days that were over when a run looked at them."""
    told = (RunState.COMPLETE, RunState.INCOMPLETE)
    windows = Runs(tx).windows(source, LIVE, told)
    return {day for window, started in windows for day in window.days() if day < paris(started).date()}
