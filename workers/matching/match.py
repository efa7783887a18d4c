"""Matches one record against watches, one after the other, and explains each match.

What :mod:`workers.matching.engine` finds for all watches at once is defined, and explained, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from core.model.dataset import Column, Dataset
from core.model.watch import Range, Reason, Watch
from workers.matching.held import by_beginning
from workers.matching.measures import least, measure, most
from workers.matching.query import Atom, Query, parse_query
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
    """A row made ready: what is found in it for one watch need not be looked for again for another."""

    dataset: Dataset
    values: Mapping[str, Any]
    texts: tuple[Text, ...]
    known: dict[Atom, Reason | None] = field(default_factory=dict)

    def find(self, atom: Atom) -> Reason | None:
        """Where a word or a phrase stands first."""
        if atom not in self.known:
            self.known[atom] = next((reason for text in self.texts if (reason := _find(atom, text))), None)
        return self.known[atom]


def searched(dataset: Dataset, values: Mapping[str, Any]) -> Searched:
    """A row of a dataset, ready to be matched."""
    texts = ((column.name, values.get(column.name)) for column in dataset.columns if column.search)
    return Searched(dataset, values, tuple(_text(name, str(text)) for name, text in texts if text))


def match(watch: Watch, dataset: Dataset, values: Mapping[str, Any]) -> tuple[Reason, ...] | None:
    """Why a row answers a watch; None where it does not."""
    return explain(watch, searched(dataset, values))


def explain(watch: Watch, row: Searched) -> tuple[Reason, ...] | None:
    """Why a row answers a watch; None where it does not.

    A watch without words and conditions answers every row of its datasets, for no particular reason; a row
    whose dataset has not a column that is asked for answers nothing.

    Raises:
        InputError: the words are no query, or a bound is no day.
    """
    if row.dataset.name not in watch.datasets:
        return None
    words = _worded(_parsed(watch.words), row)
    if words is None:
        return None
    columns = {column.name: column for column in row.dataset.columns}
    reasons = list(words)
    conditions: Iterable[tuple[str, tuple[str, ...] | Range]] = chain(
        watch.accept.items(), watch.ranges.items()
    )
    for name, wanted in conditions:
        reason = _holds(columns[name], row.values.get(name), wanted) if name in columns else None
        if reason is None:
            return None
        reasons.append(reason)
    return tuple(reasons)


def _text(name: str, text: str) -> Text:
    words = tokens(text)
    return Text(name, text, words, tuple(word.stem for word in words))


def _worded(query: Query, row: Searched) -> tuple[Reason, ...] | None:
    if any(row.find(atom) for atom in query.excluded):
        return None
    reasons = []
    for group in query.groups:
        found = next((reason for atom in group if (reason := row.find(atom))), None)
        if found is None:
            return None
        reasons.append(found)
    return tuple(reasons)


def _find(atom: Atom, text: Text) -> Reason | None:
    length = len(atom.stems)
    for at in range(len(text.stems) - length + 1):
        if text.stems[at] == atom.stems[0] and text.stems[at : at + length] == atom.stems:
            return Reason(
                text.column, text.text[text.words[at].start : text.words[at + length - 1].end], atom.wanted
            )
    return None


def _holds(column: Column, value: Any, wanted: tuple[str, ...] | Range) -> Reason | None:
    return _between(column, value, wanted) if isinstance(wanted, Range) else _accepted(column, value, wanted)


def _accepted(column: Column, value: Any, wanted: tuple[str, ...]) -> Reason | None:
    have = value if isinstance(value, list) else [value]
    for each in have:
        for want in wanted:
            if each is not None and _answers(column, str(each), want):
                return Reason(column.name, str(each), want)
    return None


def _answers(column: Column, have: str, want: str) -> bool:
    return have.startswith(want) if by_beginning(column) else have == want


def _between(column: Column, value: Any, wanted: Range) -> Reason | None:
    figure = measure(value)
    if figure is None or not least(wanted) <= figure <= most(wanted):
        return None
    return Reason(column.name, str(value), str(wanted))
