"""Zero is an alarm (law 3): whether the rows of a run may be published.

Each reason ends with the name of its alarm in brackets: silence, floor, unread, filled, codes, totals; the
alarm ``band`` is that of :mod:`workers.short_days`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import comb

from core.model.source import Floor, Source, Window
from core.storage.catalogue import Catalogue
from core.storage.merge import RowReading
from workers.notes import note
from workers.validity import Validity

WEEK = 7

READABLE = 0.75
"""Of the values that documents give for a column: publishers print up to 12 % of their SIRET wrong."""

COMPLETE = 0.9
"""Of the notices that announce lots, those that have as many."""

IMPROBABLE = 0.001
"""A share is refused that a source which keeps its floor would show less than once in a thousand runs."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many rows there are of the datasets that have a column, and in how many of them it is filled."""

    rows: int
    filled: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the guard looks at.

    ``found`` documents were listed, ``read`` were read in this run and ``failed`` of them could not be;
    ``rows`` wait to be published; ``filled`` says how well they fill each column of the floor; ``newest`` is
    the latest day of publication known; ``validity`` tells of values that could not be read and of lots that
    lack.
    """

    found: int
    read: int
    failed: int
    rows: int
    filled: Mapping[str, Filled]
    newest: date | None
    validity: Validity = field(default_factory=Validity)


def refusals(source: Source, window: Window, figures: Figures) -> list[str]:
    """Why the run must not be published; empty when it may."""
    reasons = [
        *_silent(source, window, figures),
        *_few(source.floor, window, figures),
        *_unread(figures),
        *_hollow(source.floor, figures),
        *_unreadable(figures.validity),
        *_partial(figures.validity),
    ]
    return [f"{source.name}: {reason}" for reason in reasons]


def count_filled(
    floor: Floor, rows: Iterable[RowReading], catalogue: Catalogue
) -> tuple[int, Mapping[str, Filled]]:
    """The number of rows, and how well each column of the floor is filled in the datasets that have it."""
    names = [name for name, _ in floor.filled]
    total, having, filled = 0, Counter[str](), Counter[str]()
    for row in rows:
        total += 1
        declared = catalogue[row.dataset].table.c
        having.update(name for name in names if name in declared)
        filled.update(name for name in names if row.values.get(name) is not None)
    return total, {name: Filled(having[name], filled[name]) for name in names}


def _silent(source: Source, window: Window, figures: Figures) -> Iterable[str]:
    """Nothing was found, and the last known publication is older than the longest normal silence."""
    if figures.found:
        return
    if figures.newest is None:
        yield note("never")
    elif figures.newest < window.until - source.cadence:
        yield note("silence", newest=figures.newest)


def _few(floor: Floor, window: Window, figures: Figures) -> Iterable[str]:
    """The floor of documents holds for a full week; a shorter window says nothing about it."""
    days = (window.until - window.since).days + 1
    if 0 < figures.found < floor.documents and days >= WEEK:
        yield note("floor", found=figures.found, days=days, floor=floor.documents)


def _unread(figures: Figures) -> Iterable[str]:
    if figures.failed and figures.failed == figures.read:
        yield note("unread", read=figures.read)


def _hollow(floor: Floor, figures: Figures) -> Iterable[str]:
    for name, share in floor.filled:
        seen = figures.filled.get(name, Filled(0, 0))
        if seen.rows and _chance(seen.rows, seen.filled, share) < IMPROBABLE:
            found = f"{seen.filled / seen.rows:.0%}"
            yield note("filled", column=name, found=found, rows=seen.rows, floor=f"{share:.0%}")


def _unreadable(validity: Validity) -> Iterable[str]:
    """A publisher who changes the writing of a code or a date makes it unreadable everywhere at once."""
    for name, seen in sorted(validity.columns.items()):
        if seen.unread and _chance(seen.given, seen.given - seen.unread, READABLE) < IMPROBABLE:
            yield note("codes", column=name, unread=seen.unread, given=seen.given)


def _partial(validity: Validity) -> Iterable[str]:
    seen, whole = validity.announced, validity.complete
    if whole < seen and _chance(seen, whole, COMPLETE) < IMPROBABLE:
        yield note("totals", partial=seen - whole, seen=seen)


def _chance(rows: int, filled: int, share: float) -> float:
    """Of at most so many filled rows, when each is filled with the probability of the floor.

    The exact binomial tail for few rows; for many, whether the share itself is under the floor.
    """
    if rows > 1000:
        return 0.0 if filled / rows < share else 1.0
    return sum(comb(rows, k) * share**k * (1 - share) ** (rows - k) for k in range(filled + 1))
