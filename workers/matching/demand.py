"""What a watch asks for, as clauses over the atoms that a row may hold."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.watch import Watch
from workers.matching.held import DATASET
from workers.matching.measures import least, most
from workers.matching.query import parse_query

Atom = tuple[str, ...]
"""A word or phrase, ``("", *stems)``, or a facet, ``(column, value)``."""

Clause = frozenset[Atom]
"""Alternatives: one of them must be held."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A watch as a conjunction of clauses and bounds, and the atoms none of which may be held."""

    watch: str
    clauses: tuple[Clause, ...]
    excluded: Clause
    bounds: tuple[tuple[str, float, float], ...] = ()
    """Columns with the least and the most that their measure may be."""

    @property
    def atoms(self) -> Clause:
        """All that it asks about."""
        return self.excluded.union(*self.clauses)


def demand(watch: Watch) -> Demand:
    """The demand of a watch.

    Raises:
        InputError: its words are no query, or a bound is no day.
    """
    query = parse_query(watch.words)
    datasets: Clause = frozenset((DATASET, name) for name in watch.datasets)
    facets = [frozenset((column, value) for value in values) for column, values in watch.accept.items()]
    words = [frozenset(("", *atom.stems) for atom in group) for group in query.groups]
    excluded = frozenset(("", *atom.stems) for atom in query.excluded)
    bounds = tuple((column, least(wanted), most(wanted)) for column, wanted in watch.ranges.items())
    return Demand(watch.id, tuple(dict.fromkeys([*words, *facets, datasets])), excluded, bounds)
