"""Watches under pairs of atoms, found by those a row holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workers.matching.vocabulary import ALWAYS

Indexes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs as one number each, ascending; those of pair n are ``watches[starts[n]:starts[n + 1]]``."""

    keys: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    watches: Indexes
    is_first: npt.NDArray[np.bool_]
    is_second: npt.NDArray[np.bool_]

    def under(self, atoms: npt.NDArray[np.int64]) -> Indexes:
        """The watches under a pair of these atoms, or of one of them with nothing; some more than once."""
        held = np.sort(np.append(atoms, ALWAYS))  # neighbours in the search are neighbours in memory
        firsts, seconds = held[self.is_first[held]], held[self.is_second[held]]
        wanted = (firsts[:, None] * len(self.is_first) + seconds).ravel()
        places = np.searchsorted(self.keys, wanted)
        places[places == len(self.keys)] = 0
        places = places[self.keys[places] == wanted] if len(self.keys) else places[:0]
        return self._of(places)

    def _of(self, places: npt.NDArray[np.int64]) -> Indexes:
        first = self.starts[places]
        lengths = self.starts[places + 1] - first
        ends = np.cumsum(lengths)
        if not len(ends):
            return self.watches[:0]
        found: Indexes = self.watches[np.arange(ends[-1]) + np.repeat(first - ends + lengths, lengths)]
        return found


def pairs_of(places: Sequence[Sequence[tuple[int, int]]], atoms: int) -> Pairs:
    """The pairs under which each watch waits; ``atoms`` is how many there are."""
    flat = np.asarray([pair for mine in places for pair in mine], dtype=np.int64).reshape(-1, 2)
    watches = np.repeat(np.arange(len(places), dtype=np.int32), [len(mine) for mine in places])
    numbers = flat[:, 0] * atoms + flat[:, 1]
    order = np.argsort(numbers, kind="stable")
    keys, starts = np.unique(numbers[order], return_index=True)
    is_first, is_second = np.zeros(atoms, dtype=np.bool_), np.zeros(atoms, dtype=np.bool_)
    is_first[flat[:, 0]], is_second[flat[:, 1]] = True, True
    return Pairs(keys, np.append(starts, len(numbers)), watches[order], is_first, is_second)
