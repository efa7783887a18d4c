"""How likely two notices are of one procurement: evidence for and against, summed as log-odds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from normalizers.linking.columns import NONE, Columns, Floats, Ints

SURE = 3.0
"""Log-odds from which a pair is linked: some 95 in 100."""
GREY = 0.25
"""Titles that share less than this of their weight are not looked at more closely."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against each pair, by name, in nats; ``refused`` pairs are never linked."""

    parts: dict[str, Floats]
    refused: Bools

    @property
    def total(self) -> Floats:
        """The log-odds of each pair."""
        total: Floats = sum(self.parts.values())  # type: ignore[assignment]
        return np.where(self.refused, -np.inf, total)


def likeness(columns: Columns, left: Ints, right: Ints) -> Floats:
    """The weight of the words that two titles share, by the mean of what each weighs: from 0 to 1."""
    marks = columns.words.copy()
    marks.data = np.ones_like(marks.data)
    shared = np.asarray(columns.words[left].multiply(marks[right]).sum(axis=1)).ravel()
    like: Floats = 2 * shared / (columns.weight[left] + columns.weight[right] + 1e-9)
    return like


def weigh(columns: Columns, left: Ints, right: Ints, shared: Floats) -> Evidence:
    """The evidence on pairs of row numbers whose likeness is known."""
    title = _title(columns, left, right, shared)
    days = np.abs(columns.day[left] - columns.day[right])
    parts = {
        "objet": 14.0 * title - 9.5,
        "acheteur": _buyer(columns, left, right),
        "cpv": _cpv(columns.cpv[left], columns.cpv[right]),
        "lieu": _places(columns.places[left], columns.places[right]),
        "dates": np.select([days <= 92, days <= 400, days <= 550], [0.5, 0.0, -2.0], -7.0) * ~np.isnan(days),
        "date_limite": _same_or_not(columns.deadline[left], columns.deadline[right], 2.5, -0.5),
        "montant": _amount(columns.amount[left], columns.amount[right]),
        "lots": _same_or_not(columns.lots[left], columns.lots[right], 0.5, -1.5),
        "numeros": _numbers(columns, left, right),
    }
    return Evidence(parts, contradicted(columns, left, right))


def contradicted(columns: Columns, left: Ints, right: Ints) -> Bools:
    """Two SIREN, or years, numbers or lots of which neither title has all that the other has."""
    siren = _both(columns.siren, left, right) & (columns.siren[left] != columns.siren[right])
    found: Bools = siren
    for numbers in columns.sets:
        found = found | _apart(numbers[left], numbers[right], columns.members)
    return found


def _apart(left: Ints, right: Ints, members: list[frozenset[str]]) -> Bools:
    differ: Bools = (left != right) & (left != NONE) & (right != NONE)
    where = np.flatnonzero(differ)
    for place in where:
        one, other = members[left[place]], members[right[place]]
        differ[place] = not (one <= other or other <= one)
    return differ


def _title(columns: Columns, left: Ints, right: Ints, shared: Floats) -> Floats:
    """Words weigh as much as letters: a typing error hides a word, another school is one word."""
    title = shared.copy()
    grey = np.flatnonzero((shared >= GREY) & (shared < 0.999))
    if len(grey):
        letters = cpdist(
            [columns.titles[each] for each in left[grey]],
            [columns.titles[each] for each in right[grey]],
            scorer=fuzz.token_sort_ratio,
        )
        title[grey] = 0.5 * shared[grey] + 0.5 * letters / 100
    return title


def _buyer(columns: Columns, left: Ints, right: Ints) -> Floats:
    same = _both(columns.siren, left, right) & (columns.siren[left] == columns.siren[right])
    named = _both(columns.buyer, left, right)
    equal = named & (columns.buyer[left] == columns.buyer[right])
    score = np.where(same, 2.0, np.where(equal, 1.5, 0.0))
    rest = np.flatnonzero(named & ~equal & ~same)
    if len(rest):
        alike = cpdist(
            [columns.buyers[each] for each in left[rest]],
            [columns.buyers[each] for each in right[rest]],
            scorer=fuzz.token_set_ratio,
        )
        score[rest] = np.select([alike >= 88, alike >= 70], [1.0, -0.5], -3.0)
    return score


def _cpv(left: Ints, right: Ints) -> Floats:
    both = (left != NONE) & (right != NONE)
    levels = [left == right, left // 10_000 == right // 10_000, left // 1_000_000 == right // 1_000_000]
    score: Floats = np.select(levels, [1.5, 0.8, 0.0], -1.5) * both
    return score


def _places(left: Ints, right: Ints) -> Floats:
    score: Floats = np.where((left & right) != 0, 0.3, -2.0) * ((left != 0) & (right != 0))
    return score


def _amount(left: Floats, right: Floats) -> Floats:
    gap = np.abs(left - right) / np.maximum(np.maximum(left, right), 1.0)
    return np.select([gap <= 0.005, gap <= 0.25, gap <= 0.6], [2.0, 0.3, -0.5], -1.0) * ~np.isnan(gap)


def _same_or_not(left: Floats, right: Floats, same: float, other: float) -> Floats:
    return np.where(left == right, same, other) * ~(np.isnan(left) | np.isnan(right))


def _numbers(columns: Columns, left: Ints, right: Ints) -> Floats:
    """The same numbers in both titles are no chance; a number in one alone is a doubt."""
    score = np.zeros(len(left))
    for numbers, same in zip(columns.sets, (0.5, 2.0, 0.5), strict=True):
        one, other = numbers[left], numbers[right]
        score += np.where((one == other) & (one != NONE), same, 0.0)
        score -= np.where((one == NONE) != (other == NONE), 0.3, 0.0)
    return score


def _both(values: Ints, left: Ints, right: Ints) -> Bools:
    both: Bools = (values[left] != NONE) & (values[right] != NONE)
    return both
