"""Zero is an alarm (law 3): whether the rows of a run may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import comb

from core.model.source import Floor, Source, Window
from core.storage.catalogue import Catalogue
from core.storage.merge import RowReading

WEEK = 7

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
    the latest day of publication known.
    """

    found: int
    read: int
    failed: int
    rows: int
    filled: Mapping[str, Filled]
    newest: date | None


def refusals(source: Source, window: Window, figures: Figures) -> list[str]:
    """Why the run must not be published; empty when it may."""
    reasons = [
        *_silent(source, window, figures),
        *_few(source.floor, window, figures),
        *_unread(figures),
        *_hollow(source.floor, figures),
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
        yield "no document was found, and none was ever"
    elif figures.newest < window.until - source.cadence:
        yield f"no document was found, and the last one known is of {figures.newest}"


def _few(floor: Floor, window: Window, figures: Figures) -> Iterable[str]:
    """The floor of documents holds for a full week; a shorter window says nothing about it."""
    days = (window.until - window.since).days + 1
    if 0 < figures.found < floor.documents and days >= WEEK:
        yield f"{figures.found} documents were found in {days} days; the floor is {floor.documents}"


def _unread(figures: Figures) -> Iterable[str]:
    if figures.failed and figures.failed == figures.read:
        yield f"none of the {figures.read} documents could be read"


def _hollow(floor: Floor, figures: Figures) -> Iterable[str]:
    for name, share in floor.filled:
        seen = figures.filled.get(name, Filled(0, 0))
        if seen.rows and _chance(seen.rows, seen.filled, share) < IMPROBABLE:
            found = seen.filled / seen.rows
            yield f"{name} is filled in {found:.0%} of {seen.rows} rows; the floor is {share:.0%}"


def _chance(rows: int, filled: int, share: float) -> float:
    """Of at most so many filled rows, when each is filled with the probability of the floor.

    The exact binomial tail for few rows; for many, whether the share itself is under the floor.
    """
    if rows > 1000:
        return 0.0 if filled / rows < share else 1.0
    return sum(comb(rows, k) * share**k * (1 - share) ** (rows - k) for k in range(filled + 1))
