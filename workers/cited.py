"""Publications that others name and that no listing did: 26-1204, corrected by 26-1317, and never seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.storage.citations import Citation

NEAR = 300
"""Ordinals below a number whose days tell when it was handed in: a day or two of notices."""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A number that a publication of ``day`` names, and that should have been listed before."""

    number: str
    day: date


def unlisted(
    named: Iterable[Citation],
    listed: Mapping[str, date],
    ordinal: Callable[[str], tuple[str, int] | None],
    looked_at: Collection[date],
) -> Iterator[Unlisted]:
    """The numbers that no listing named though every day was looked at on which they can have appeared.

    A number is taken to appear between the first of the numbers a little lower and the publication that
    names it. ``listed`` are the days of the numbers that are known.
    """
    known: dict[str, dict[int, date]] = {}
    for number, day in listed.items():
        if place := ordinal(number):
            known.setdefault(place[0], {})[place[1]] = day
    told: set[str] = set()
    for each in sorted(named):
        place = ordinal(each.number)
        if place is None or each.number in listed or each.number in told:
            continue
        lower = known.get(place[0], {})
        days = [lower[n] for n in range(place[1] - NEAR, place[1]) if n in lower]
        if days and _all(min(days), each.day, looked_at):
            told.add(each.number)
            yield Unlisted(each.number, each.day)


def _all(first: date, last: date, looked_at: Collection[date]) -> bool:
    days = ((first + timedelta(days=n)) for n in range((last - first).days))
    return all(day in looked_at for day in days)
