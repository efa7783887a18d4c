"""A watch as a form or an address says it, before it is one.

    ?jeu=avis-marches&q=toiture&valeur=code_departement:17&borne=montant_estime>=90000

``jeu`` and ``valeur`` may come several times; without ``jeu`` every dataset is searched that a
source feeds and that has the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import ImmutableMultiDict

from console.web.datasets.view import Pairs, View
from console.web.refusal import BadAddress, BadQuery
from console.web.site import Site
from core.model.dataset import Dataset
from core.model.watch import Range, Watch
from core.storage.catalogue import Catalogue
from crawlers import fed
from workers.matching.conditions import parse_conditions
from workers.matching.query import parse_query
from workers.matching.soundness import check
from workers.matching.terms import Near, Query
from workers.matching.trouble import QueryError

NAME, WORDS, DATASET, VALUE, BOUND = "nom", "q", "jeu", "valeur", "borne"
_LONGEST_NAME, _LONGEST = 120, 2000
_MOST = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """What is asked; ``datasets`` are those chosen, none for all that have the columns."""

    name: str = ""
    words: str = ""
    datasets: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    bounds: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether it asks for less than everything."""
        return bool(self.words or self.datasets or self.values or self.bounds)

    @property
    def accept(self) -> Mapping[str, tuple[str, ...]]:
        """The values one of which each column must have."""
        columns = dict.fromkeys(column for column, _ in self.values)
        return {name: tuple(value for column, value in self.values if column == name) for name in columns}

    def pairs(self) -> Pairs:
        """It as pairs of an address, without the name."""
        pairs: Pairs = [(DATASET, each) for each in self.datasets]
        pairs += [(WORDS, self.words)] if self.words else []
        pairs += [(VALUE, f"{column}:{value}") for column, value in self.values]
        return [*pairs, *((BOUND, each) for each in self.bounds)]

    def query(self) -> str:
        """The query of the address that shows it."""
        return f"?{urlencode(pairs)}" if (pairs := self.pairs()) else ""

    def watch(self, site: Site, watch: str, created_at: datetime) -> Watch:
        """The watch that it says.

        Raises:
            BadQuery, BadAddress, InputError: it can't be matched, or asks for what the reader may not see.
        """
        try:
            query = parse_query(self.words)
        except QueryError as error:
            raise BadQuery(error) from error
        _refuse_hidden(site, query, self.words)
        ranges = parse_conditions(self.bounds).ranges
        named = {*self.accept, *ranges}
        asked = self.datasets or fed(site.datasets, site.sources.values())
        chosen = [site.datasets[name] for name in asked if name in site.datasets]
        kept = tuple(each.name for each in chosen if named <= {column.name for column in each.columns})
        if not kept:
            raise BadAddress("column", name=", ".join(sorted(named or self.datasets)))
        made = Watch(watch, self.name, kept, self.words, self.accept, created_at=created_at, ranges=ranges)
        check(made)
        return made


def draft_of(site: Site, given: ImmutableMultiDict[str, Any]) -> Draft:
    """The draft that a form or an address says.

    Raises:
        BadAddress: it names a dataset that is not there, or is no draft.
    """
    datasets = _texts(given, DATASET)
    unknown = [name for name in datasets if name not in site.datasets]
    if unknown:
        raise BadAddress("value")
    values = [tuple(text.partition(":")[::2]) for text in _texts(given, VALUE)]
    if not all(column and value for column, value in values):
        raise BadAddress("value")
    bounds = _texts(given, BOUND)
    if parse_conditions(bounds).accept:
        raise BadAddress("value")
    words = " ".join(_texts(given, WORDS)[:1])
    name = " ".join(_texts(given, NAME)[:1])[:_LONGEST_NAME]
    return Draft(name, words, datasets, tuple((column, value) for column, value in values), bounds)


def draft_of_watch(watch: Watch) -> Draft:
    """What a watch asks, to be changed."""
    values = tuple((column, value) for column, values in watch.accept.items() for value in values)
    return Draft(watch.name, watch.words, watch.datasets, values, tuple(_bounds(watch.ranges)))


def draft_of_view(view: View) -> Draft:
    """The same question as that of a table; not its days: a watch looks at what is to come."""
    values = tuple((column, str(value)) for column, chosen in view.chosen.items() for value in chosen)
    return Draft(words=view.words, datasets=(view.dataset.name,), values=values)


def seen_catalogue(site: Site) -> Catalogue:
    """The tables with the columns that the reader may see: a trial tells no others."""
    shelves = site.database.catalogue
    seen = ((name, each) for name, each in site.datasets.items() if name in shelves)
    return {name: replace(shelves[name], dataset=each) for name, each in seen}


def _texts(given: ImmutableMultiDict[str, Any], name: str) -> tuple[str, ...]:
    texts = tuple(each.strip() for each in given.getlist(name) if isinstance(each, str) and each.strip())
    if len(texts) > _MOST or any("\0" in each or len(each) > _LONGEST for each in texts):
        raise BadAddress("value")
    return tuple(dict.fromkeys(texts))


def _bounds(ranges: Mapping[str, Range]) -> Iterator[str]:
    for column, ends in ranges.items():
        for sign, end in ((">=", ends.low), ("<=", ends.high)):
            if end is not None:
                yield f"{column}{sign}{end:.12g}" if isinstance(end, float | int) else f"{column}{sign}{end}"


def _refuse_hidden(site: Site, query: Query, words: str) -> None:
    """A column that the reader may not see answers as one that is not there."""
    terms = chain(chain.from_iterable(query.groups), query.excluded, query.bounds)
    asked = {each.field for each in terms if not isinstance(each, Near) and each.field}
    hidden = {name for each in site.database.catalogue.values() for name in _hidden(each.dataset, site)}
    for name in sorted(asked & hidden):
        raise BadQuery(QueryError("field", words, words.find(name) + 1, name=name))


def _hidden(dataset: Dataset, site: Site) -> set[str]:
    """Columns of a dataset that no dataset shows to the reader."""
    shown = {column.name for each in site.datasets.values() for column in each.columns}
    return {column.name for column in dataset.columns} - shown
