"""How rare words and facets are among the rows: what makes the best anchor of a watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workers.matching.demand import Atom, Clause, is_word

_WORD = 0.002
_FACET = 0.02
"""The shares that are supposed before rows were seen; a wrong guess costs time, never a match."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of the rows seen each atom was held."""

    counts: Mapping[Atom, int] = field(default_factory=dict)
    rows: int = 0

    def share(self, clause: Clause) -> float:
        """About what share of the rows holds one of the alternatives; over 1 where they overlap."""
        return sum(map(self._share_of, clause))

    def _share_of(self, atom: Atom) -> float:
        supposed = _WORD if is_word(atom) else _FACET
        return (self.counts.get(atom, 0) + supposed) / (self.rows + 1)
