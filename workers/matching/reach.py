"""What can answer a watch at all: its silence is explained by the sources that matter to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.errors import InputError
from core.model.dataset import Dataset
from core.model.source import Source
from core.model.watch import Watch
from workers.matching import fields
from workers.matching.facts import COMMUNES, ORGANISATIONS, figure_columns
from workers.matching.query import parse_query
from workers.matching.terms import Atom, Between, Near, Query, Term

_DEADLINE = "date_limite_reponse"
_PLACES = (*COMMUNES, "code_epci", "code_departement", "code_region")
_TERRITORIES = {
    fields.COMMUNE: COMMUNES,
    fields.EPCI: (*COMMUNES, "code_epci"),
    fields.DEPARTEMENT: (*COMMUNES, "code_departement"),
    fields.REGION: _PLACES,
}
_ANYWHERE = (fields.STATUS, fields.SOURCE, fields.REVIEWED)
"""Fields that rows of every dataset have."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The datasets whose rows can answer a watch, and the sources that it names; None if it names none."""

    datasets: frozenset[str]
    sources: frozenset[str] | None = None

    def feeding(self, sources: Iterable[Source]) -> list[Source]:
        """The sources from which an answer can come."""
        named = (each for each in sources if self.sources is None or each.name in self.sources)
        return [each for each in named if self.datasets.intersection(each.datasets)]


@lru_cache(maxsize=4096)
def _query(words: str) -> Query | None:
    try:
        return parse_query(words)
    except InputError:
        return None


def reach(watch: Watch, datasets: Mapping[str, Dataset]) -> Reach:
    """The reach of a watch; all its datasets where its words are no query any more."""
    query = _query(watch.words)
    known = [datasets[name] for name in watch.datasets if name in datasets]
    if query is None:
        return Reach(frozenset(watch.datasets))
    columns = (*watch.accept, *watch.ranges)
    can = (each.name for each in known if _can(query, each) and all(map(each.declares, columns)))
    return Reach(frozenset(can), _named(query))


def _named(query: Query) -> frozenset[str] | None:
    """The sources that every answer must be of."""
    found: frozenset[str] | None = None
    for group in query.groups:
        if all(not isinstance(term, Near) and term.field == fields.SOURCE for term in group):
            here = frozenset(term.value for term in group if not isinstance(term, Atom | Near))
            found = here if found is None else found & here
    return found


def _can(query: Query, dataset: Dataset) -> bool:
    return all(any(_holds(term, dataset) for term in group) for group in query.groups) and all(
        _measures(bound, dataset) for bound in query.bounds
    )


def _holds(term: Term, dataset: Dataset) -> bool:
    """Whether a row of the dataset may have what a term asks for."""
    if isinstance(term, Near):
        return any(map(dataset.declares, ("latlon", *COMMUNES)))
    if isinstance(term, Atom) and not term.field:
        return any(column.search for column in dataset.columns)
    if term.field == fields.DATASET:
        return not isinstance(term, Atom) and term.value == dataset.name
    if term.field in _ANYWHERE:
        return True
    if term.field in fields.TERM_COLUMNS and not isinstance(term, Atom):
        asked = (each for each in dataset.columns if each.name in fields.TERM_COLUMNS[term.field])
        return any(term.value in each.terms for each in asked)
    return any(map(dataset.declares, _columns(term.field)))


def _columns(field: str) -> tuple[str, ...]:
    if field in ORGANISATIONS:
        numbers, several, name = ORGANISATIONS[field]
        return (*numbers, several, name)
    return _TERRITORIES.get(field, ("cpv", "cpv_secondaires") if field == fields.CPV else (field,))


def _measures(bound: Between, dataset: Dataset) -> bool:
    names = (_DEADLINE,) if bound.field == fields.DAYS_LEFT else figure_columns(bound.field, dataset)
    return any(map(dataset.declares, names))
