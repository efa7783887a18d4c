"""What a watch asks for, as clauses over the atoms that a row may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model.watch import Watch
from workers.matching.fields import DATASET, NEAR
from workers.matching.held import WORDS_OF
from workers.matching.measures import least, most
from workers.matching.query import parse_query
from workers.matching.soundness import check
from workers.matching.terms import Atom as Worded
from workers.matching.terms import Near, Query, Term

Atom = tuple[str, ...]
"""A word or phrase ``("", *stems)``, one of a field ``("~/acheteur", *stems)``, a facet ``(field, value)``,
or a circle ``("/pres", "lat,lon,km")``."""

Clause = frozenset[Atom]
"""Alternatives: one of them must be held."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A watch as a conjunction of clauses and bounds, and the atoms none of which may be held."""

    watch: str
    clauses: tuple[Clause, ...]
    excluded: Clause
    bounds: tuple[tuple[str, float, float], ...] = ()
    """Fields, each once, with the least and the most that their measure may be."""

    @property
    def atoms(self) -> Clause:
        """All that it asks about."""
        return self.excluded.union(*self.clauses)


def demand(watch: Watch) -> Demand:
    """The demand of a watch.

    Raises:
        InputError: its words are no query, a bound is no day, or none of its datasets has a column asked for.
    """
    query = parse_query(watch.words)
    check(watch)
    datasets: Clause = frozenset((DATASET, name) for name in watch.datasets)
    facets = [frozenset((column, value) for value in values) for column, values in watch.accept.items()]
    words = [frozenset(map(_atom, group)) for group in query.groups]
    clauses = tuple(dict.fromkeys([*words, *facets, datasets]))
    return Demand(watch.id, clauses, frozenset(map(_atom, query.excluded)), tuple(_bounds(watch, query)))


def is_word(atom: Atom) -> bool:
    """Whether an atom is a word or a phrase."""
    return not atom[0] or atom[0].startswith(WORDS_OF)


def is_circle(atom: Atom) -> bool:
    """Whether an atom is a circle around a place."""
    return atom[0] == NEAR


def _atom(term: Term) -> Atom:
    if isinstance(term, Worded):
        return (f"{WORDS_OF}{term.field}" if term.field else "", *term.stems)
    if isinstance(term, Near):
        return (NEAR, f"{term.latitude!r},{term.longitude!r},{term.km!r}")
    return (term.field, term.value)


def _bounds(watch: Watch, query: Query) -> Iterable[tuple[str, float, float]]:
    """The bounds of a field that is asked twice are what both leave."""
    found: dict[str, tuple[float, float]] = {}
    wanted = [*watch.ranges.items(), *((each.field, each.bounds) for each in query.bounds)]
    for field, bounds in wanted:
        low, high = least(bounds), most(bounds)
        known = found.get(field, (low, high))
        found[field] = max(low, known[0]), min(high, known[1])
    return ((field, low, high) for field, (low, high) in found.items())
