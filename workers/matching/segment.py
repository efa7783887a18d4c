"""An immutable set of watches, matched against a row all at once.

A watch waits under the pairs of an alternative of its rarest words and an alternative of its rarest facet.
A row looks up the pairs of all that it holds, and the watches found there are verified, clause after clause,
as arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

import numpy as np
import numpy.typing as npt

from workers.matching.bounds import Bounds, bounds_of
from workers.matching.demand import Clause, Demand, is_word
from workers.matching.frequencies import Frequencies
from workers.matching.held import Held
from workers.matching.pairs import Pairs, pairs_of
from workers.matching.vocabulary import ALWAYS, NEVER, Vocabulary

Indexes = npt.NDArray[np.int32]

_PAIRED = 2
"""Clauses that the pairs of a watch are of: a row that has one of the pairs holds both."""

_WORD = 8
"""Atoms that are looked at in one step, as the bytes of one number."""

WIDE = 16
"""A clause of more alternatives than this is an atom of its own, which a row holds with any of them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Watches by number; one thread at a time matches."""

    watches: tuple[str, ...]
    vocabulary: Vocabulary
    seen: npt.NDArray[np.int64]
    """How often each atom was held."""
    _pairs: Pairs
    _clauses: Indexes
    """The clauses of each watch, one a row: those whose pairs it waits under, then by rarity."""
    _depth: Indexes
    _alternatives: Indexes
    """The atoms of each clause, filled up with the one that no row holds."""
    _excluded: Indexes
    _bounds: Mapping[str, Bounds]
    _present: npt.NDArray[np.bool_]

    def match(self, row: Held) -> Indexes:
        """The numbers of the watches that the row answers, ascending."""
        atoms = np.asarray(self.vocabulary.held(row), dtype=np.int64)
        self.seen[atoms] += 1
        self._present[atoms] = True
        found = self._pairs.under(atoms)
        for column, bounds in self._bounds.items():
            found = found[bounds.hold(found, row.measures.get(column))]
        found = self._verified(found)
        self._present[atoms] = False
        self._present[ALWAYS] = True
        return np.unique(found)

    def _verified(self, candidates: Indexes) -> Indexes:
        for place in range(_PAIRED, len(self._clauses)):
            deep: npt.NDArray[np.bool_] = self._depth[candidates] > place
            if not deep.any():
                break
            keep = np.logical_not(deep)
            keep[deep] = self._holds(self._clauses[place, candidates[deep]])
            candidates = candidates[keep]
        excludes = self._excluded[candidates] > 0
        keep = ~excludes
        keep[excludes] = ~self._holds(self._excluded[candidates[excludes]])
        return candidates[keep]

    def _holds(self, clauses: Indexes) -> npt.NDArray[np.bool_]:
        eights = self._present[self._alternatives[clauses]].view(np.uint64)
        held: npt.NDArray[np.bool_] = np.bitwise_or.reduce(eights, axis=1) != 0
        return held


def build(demands: Sequence[Demand], frequencies: Frequencies) -> Segment:
    """The segment of these demands."""
    wide = {each for made in demands for each in (*made.clauses, made.excluded) if len(each) > WIDE}
    vocabulary = Vocabulary.of(dict.fromkeys(chain.from_iterable(each.atoms for each in demands)), wide)
    shares = {clause: frequencies.share(clause) for each in demands for clause in each.clauses}
    numbers: dict[Clause, int] = {frozenset(): 0}
    ordered = [_ordered(each.clauses, shares) for each in demands]
    table = np.zeros((max(map(len, ordered), default=0), len(demands)), dtype=np.int32)
    for watch, mine in enumerate(ordered):
        table[: len(mine), watch] = [numbers.setdefault(clause, len(numbers)) for clause in mine]
    excluded = [numbers.setdefault(each.excluded, len(numbers)) for each in demands]
    return Segment(
        watches=tuple(each.watch for each in demands),
        vocabulary=vocabulary,
        seen=np.zeros(vocabulary.size, dtype=np.int64),
        _pairs=pairs_of([_places(vocabulary, mine) for mine in ordered], vocabulary.size),
        _clauses=table,
        _depth=np.asarray([len(mine) for mine in ordered], dtype=np.int32),
        _alternatives=_alternatives(vocabulary, list(numbers)),
        _excluded=np.asarray(excluded, dtype=np.int32),
        _bounds=bounds_of(demands),
        _present=np.arange(vocabulary.size) == ALWAYS,
    )


def _ordered(clauses: Sequence[Clause], shares: Mapping[Clause, float]) -> list[Clause]:
    """By rarity, but for the rarest words, which come first, and the rarest facet, which comes next."""
    by_rarity = sorted(clauses, key=shares.__getitem__)
    words = [clause for clause in by_rarity if _is_words(clause)]
    facets = [clause for clause in by_rarity if not _is_words(clause)]
    pair = (words[:1] + facets)[:_PAIRED]
    return pair + [clause for clause in by_rarity if clause not in pair]


def _is_words(clause: Clause) -> bool:
    return any(map(is_word, clause))


def _places(vocabulary: Vocabulary, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """The pairs that a watch waits under; one with a single clause waits under that alone."""
    first, *rest = clauses[:_PAIRED]
    others = vocabulary.numbers(rest[0]) if rest else [ALWAYS]
    return list(product(vocabulary.numbers(first), others))


def _alternatives(vocabulary: Vocabulary, clauses: Sequence[Clause]) -> Indexes:
    lists = [vocabulary.numbers(clause) for clause in clauses]
    width = -(-max(1, *map(len, lists)) // _WORD) * _WORD
    table = np.full((len(clauses), width), NEVER, dtype=np.int32)
    for number, mine in enumerate(lists):
        table[number, : len(mine)] = mine
    return table
