"""The facts of many notices as arrays, so that a million pairs are compared in one look."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from normalizers.linking.facts import Facts

NONE = -1
"""The number of what is not said, in arrays of numbers that stand for values."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """One element a notice; sets and texts are numbered, ``NONE`` or NaN where nothing is said.

    ``words`` has a row a notice and a column a stem, each weighed by how rare it is (in nats).
    """

    titles: list[str]
    buyers: list[str]
    words: Any
    weight: Floats
    source: Ints
    kind: Ints
    siren: Ints
    buyer: Ints
    places: Ints
    cpv: Ints
    day: Floats
    deadline: Floats
    amount: Floats
    lots: Floats
    sets: tuple[Ints, Ints, Ints]
    members: list[frozenset[str]]


def columns_of(facts: Sequence[Facts], rarity: Mapping[str, float] | None = None) -> Columns:
    """The arrays; ``rarity`` weighs the stems, by default as often as they occur in these facts."""
    stems: dict[str, int] = {}
    indices = [stems.setdefault(stem, len(stems)) for one in facts for stem in one.title.stems]
    pointers = np.cumsum([0, *(len(one.title.stems) for one in facts)])
    rare = _rarity(stems, np.array(indices, dtype=np.int64), len(facts), rarity)
    words = sparse.csr_array(
        (rare[indices], np.array(indices, dtype=np.int32), pointers), shape=(len(facts), max(len(stems), 1))
    )
    sets: dict[frozenset[str], int] = {frozenset(): NONE}
    return Columns(
        titles=[one.title.text for one in facts],
        buyers=[one.buyer for one in facts],
        words=words,
        weight=np.asarray(words.sum(axis=1)).ravel(),
        source=_numbered(one.source for one in facts),
        kind=_numbered(one.kind for one in facts),
        siren=_numbered(one.siren for one in facts),
        buyer=_numbered(one.buyer or None for one in facts),
        places=np.array([_mask(one.places) for one in facts], dtype=np.int64),
        cpv=np.array([int(one.cpv[:8]) if one.cpv else NONE for one in facts], dtype=np.int64),
        day=_floats(one.day for one in facts),
        deadline=_floats(one.deadline for one in facts),
        amount=_floats(one.amount for one in facts),
        lots=_floats(one.lots for one in facts),
        sets=(
            _sets((one.title.years for one in facts), sets),
            _sets((one.title.numbers for one in facts), sets),
            _sets((one.title.lots for one in facts), sets),
        ),
        members=list(sets),
    )


def _rarity(stems: dict[str, int], indices: Ints, count: int, rarity: Mapping[str, float] | None) -> Floats:
    if rarity is not None:
        return np.array([rarity.get(stem, 1.0) for stem in stems] or [1.0])
    often = np.bincount(indices, minlength=max(len(stems), 1))
    return np.log1p(count / np.maximum(often, 1))


def _numbered(values: Iterable[Hashable]) -> Ints:
    known: dict[Hashable, int] = {None: NONE}
    return np.array([known.setdefault(each, len(known)) for each in values], dtype=np.int64)


def _sets(values: Iterable[frozenset[str]], known: dict[frozenset[str], int]) -> Ints:
    """Numbers from 1: the empty set, first of the members, says nothing."""
    return np.array([known.setdefault(each, len(known)) for each in values], dtype=np.int64)


def _mask(places: tuple[str, ...]) -> int:
    """A bit a place; two may share one, which only ever makes places look alike."""
    mask = 0
    for place in places:
        number = int(place) if place.isdigit() else sum(place.encode())
        mask |= 1 << (number % 61)
    return mask


def _floats(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if each is None else each for each in values], dtype=np.float64)
