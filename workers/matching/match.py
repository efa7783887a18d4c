"""Matches one record against watches, one after the other, and explains each match.

What :mod:`workers.matching.engine` finds for all watches at once is defined, and explained, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from core.model.dataset import Dataset
from core.model.watch import Range, Reason, Watch
from workers.matching.circles import apart, within
from workers.matching.facts import figure, keys, points, texts
from workers.matching.measures import least, most
from workers.matching.query import parse_query
from workers.matching.terms import Atom, Between, Near, Query, Term, Value
from workers.matching.words import Token, tokens

_parsed = lru_cache(maxsize=200_000)(parse_query)


@dataclass(frozen=True, slots=True)
class Text:
    """A searched text of a row."""

    column: str
    text: str
    words: tuple[Token, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """A row made ready: what is found in it for one watch need not be looked for again for another.

    ``at`` is the moment of the matching, from which the days to a deadline are counted.
    """

    dataset: Dataset
    values: Mapping[str, Any]
    texts: tuple[Text, ...]
    at: datetime | None = None
    known: dict[Term, Reason | None] = field(default_factory=dict)

    def find(self, term: Term) -> Reason | None:
        """Where a word or a phrase stands first, or what a field has that is asked of it."""
        if term not in self.known:
            self.known[term] = self._find(term)
        return self.known[term]

    def _find(self, term: Term) -> Reason | None:
        if isinstance(term, Atom):
            return next((reason for text in self._texts(term) if (reason := _stands(term, text))), None)
        if isinstance(term, Near):
            return self._near(term)
        found = keys(term.field, self.dataset, self.values)
        return next(
            (Reason(key.column, key.shown, term.wanted) for key in found if key.value == term.value), None
        )

    def _texts(self, atom: Atom) -> Iterable[Text]:
        if not atom.field:
            return self.texts
        return (_text(each.column, each.text) for each in texts(atom.field, self.values))

    def _near(self, term: Near) -> Reason | None:
        for point in points(self.values):
            here = (point.latitude, point.longitude)
            if within(term.latitude, term.longitude, term.km, here):
                away = round(apart(term.latitude, term.longitude, here))
                return Reason(point.column, f"{point.shown}, {away} km", term.wanted)
        return None


def searched(dataset: Dataset, values: Mapping[str, Any], at: datetime | None = None) -> Searched:
    """A row of a dataset, ready to be matched."""
    texts = ((column.name, values.get(column.name)) for column in dataset.columns if column.search)
    return Searched(dataset, values, tuple(_text(name, str(text)) for name, text in texts if text), at)


def match(
    watch: Watch, dataset: Dataset, values: Mapping[str, Any], at: datetime | None = None
) -> tuple[Reason, ...] | None:
    """Why a row answers a watch; None where it does not."""
    return explain(watch, searched(dataset, values, at))


def explain(watch: Watch, row: Searched) -> tuple[Reason, ...] | None:
    """Why a row answers a watch; None where it does not.

    A watch without words and conditions answers every row of its datasets, for no particular reason; a row
    whose dataset has not a column that is asked for answers nothing.

    Raises:
        InputError: the words are no query, or a bound is no day.
    """
    if row.dataset.name not in watch.datasets:
        return None
    query = _parsed(watch.words)
    if any(row.find(term) for term in query.excluded):
        return None
    reasons: list[Reason] = []
    for reason in chain(_of_query(query, row), _of_conditions(watch, row)):
        if reason is None:
            return None
        reasons.append(reason)
    return tuple(reasons)


def asks(watch: Watch, field: str) -> bool:
    """Whether a watch asks for a field or a column."""
    query = _parsed(watch.words)
    terms = chain(chain.from_iterable(query.groups), query.excluded, query.bounds)
    named = (each.field for each in terms if not isinstance(each, Near))
    return field in watch.accept or field in watch.ranges or field in named


def excluding(watch: Watch, row: Searched) -> tuple[Reason, ...]:
    """What in a row the watch excludes."""
    return tuple(reason for term in _parsed(watch.words).excluded if (reason := row.find(term)))


def missing(watch: Watch, row: Searched) -> tuple[str, ...]:
    """What the watch asks for and a row has not, as it was typed; alternatives in one text."""
    query = _parsed(watch.words)
    asked = [
        *(" OU ".join(dict.fromkeys(term.wanted for term in group)) for group in query.groups),
        *(bound.wanted for bound in query.bounds),
        *(f"{name}:{','.join(values)}" for name, values in watch.accept.items()),
        *(f"{name} {bounds}" for name, bounds in watch.ranges.items()),
    ]
    found = chain(_of_query(query, row), _of_conditions(watch, row))
    return tuple(text for text, reason in zip(asked, found, strict=True) if reason is None)


def _of_query(query: Query, row: Searched) -> Iterator[Reason | None]:
    for group in query.groups:
        yield next((reason for term in group if (reason := row.find(term))), None)
    for asked in query.bounds:
        yield _between(asked, row)


def _of_conditions(watch: Watch, row: Searched) -> Iterator[Reason | None]:
    for name, values in watch.accept.items():
        found = (row.find(Value(name, value, value)) for value in values)
        yield next((reason for reason in found if reason), None) if row.dataset.declares(name) else None
    for name, bounds in watch.ranges.items():
        yield _between(Between(name, bounds, str(bounds)), row) if row.dataset.declares(name) else None


def _between(asked: Between, row: Searched) -> Reason | None:
    found = figure(asked.field, row.dataset, row.values, row.at)
    if found is None or not _holds(asked.bounds, found.figure):
        return None
    return Reason(found.column, found.shown, asked.wanted)


def _holds(bounds: Range, measured: float) -> bool:
    return least(bounds) <= measured <= most(bounds)


def _text(name: str, text: str) -> Text:
    words = tokens(text)
    return Text(name, text, words, tuple(word.stem for word in words))


def _stands(atom: Atom, text: Text) -> Reason | None:
    length = len(atom.stems)
    for at in range(len(text.stems) - length + 1):
        if text.stems[at] == atom.stems[0] and text.stems[at : at + length] == atom.stems:
            found = text.text[text.words[at].start : text.words[at + length - 1].end]
            return Reason(text.column, found, atom.wanted)
    return None
