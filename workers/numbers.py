"""Numbers of issues that are skipped: n° 60 and n° 62 of the Journal officiel, and no n° 61."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

REMEMBERED = 12
"""Numbers before a hole that are looked back at."""

KNOWN = 8
"""So many of them must be known: a series that skips by habit is no series."""


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """An issue that is known."""

    series: str
    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Skipped:
    """``count`` numbers between two issues that are known, the later of which appeared on ``day``.

    Where ``first`` and ``last`` span more than ``count`` numbers, the others are accounted for.
    """

    series: str
    first: int
    last: int
    count: int
    day: date


def skipped(issues: Iterable[Issue], looked_at: Collection[date]) -> Iterator[Skipped]:
    """The holes of series whose documents name their numbers.

    Between two issues every day must have been looked at, or the numbers may stand where nobody looked.
    """
    for series, known in _series(issues).items():
        for before, after in pairwise(sorted(known.values())):
            missing = after.number - before.number - 1
            back = range(before.number - REMEMBERED + 1, before.number + 1)
            habitual = sum(number in known for number in back) < KNOWN
            if missing > 0 and not habitual and _looked_between(before.day, after.day, looked_at):
                yield Skipped(series, before.number + 1, after.number - 1, missing, after.day)


def uncovered(
    issues: Iterable[Issue], brought: Collection[date], looked_at: Collection[date]
) -> Iterator[Skipped]:
    """The holes of series whose rows print their numbers, less the issues without rows that came between."""
    for series, known in _series(issues).items():
        for before, after in pairwise(sorted(known.values())):
            covered = sum(day in brought for day in _between(before.day, after.day))
            missing = after.number - before.number - 1 - covered
            if missing > 0 and before.day < after.day and _looked_between(before.day, after.day, looked_at):
                yield Skipped(series, before.number + 1, after.number - 1, missing, after.day)


def _series(issues: Iterable[Issue]) -> dict[str, dict[int, Issue]]:
    """By series and number; an issue that is delivered again has its first day."""
    found: dict[str, dict[int, Issue]] = defaultdict(dict)
    for each in sorted(issues):
        found[each.series].setdefault(each.number, each)
    return found


def _looked_between(first: date, last: date, looked_at: Collection[date]) -> bool:
    return all(day in looked_at for day in _between(first, last))


def _between(first: date, last: date) -> Iterator[date]:
    """The days between two, without either."""
    day = first + timedelta(days=1)
    while day < last:
        yield day
        day += timedelta(days=1)
