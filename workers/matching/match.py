"""Matches one record against watches and explains each match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

from core.model.dataset import Column, Dataset
from core.model.watch import Range, Reason, Watch
from workers.matching.held import by_beginning
from workers.matching.measures import bound, measure
from workers.matching.query import Atom, Query, parse_query
from workers.matching.words import Token, tokens


def match(watch: Watch, dataset: Dataset, values: Mapping[str, Any]) -> tuple[Reason, ...] | None:
    """Why a row answers a watch; None where it does not.

    A watch without words and conditions answers every row of its datasets, for no particular reason.
    """
    if dataset.name not in watch.datasets:
        return None
    facets = [_accepted(dataset.column(name), values, wanted) for name, wanted in watch.accept.items()]
    facets += [_between(dataset, values, name, wanted) for name, wanted in watch.ranges.items()]
    if any(reason is None for reason in facets):
        return None
    words = _worded(parse_query(watch.words), _searched(dataset, values))
    if words is None:
        return None
    return (*words, *(reason for reason in facets if reason))


def _searched(dataset: Dataset, values: Mapping[str, Any]) -> list[tuple[str, str, tuple[Token, ...]]]:
    texts = ((column.name, values.get(column.name)) for column in dataset.columns if column.search)
    return [(name, str(text), tokens(str(text))) for name, text in texts if text]


def _worded(query: Query, texts: list[tuple[str, str, tuple[Token, ...]]]) -> tuple[Reason, ...] | None:
    if any(_find(atom, texts) for atom in query.excluded):
        return None
    reasons = []
    for group in query.groups:
        found = next((reason for atom in group if (reason := _find(atom, texts))), None)
        if found is None:
            return None
        reasons.append(found)
    return tuple(reasons)


def _find(atom: Atom, texts: Iterable[tuple[str, str, tuple[Token, ...]]]) -> Reason | None:
    length = len(atom.stems)
    for name, text, words in texts:
        stems = [word.stem for word in words]
        for at in range(len(stems) - length + 1):
            if tuple(stems[at : at + length]) == atom.stems:
                return Reason(name, text[words[at].start : words[at + length - 1].end], atom.wanted)
    return None


def _accepted(column: Column, values: Mapping[str, Any], wanted: tuple[str, ...]) -> Reason | None:
    value = values.get(column.name)
    have = value if isinstance(value, list) else [value]
    for each in have:
        for want in wanted:
            if each is not None and _answers(column, str(each), want):
                return Reason(column.name, str(each), want)
    return None


def _between(dataset: Dataset, values: Mapping[str, Any], name: str, wanted: Range) -> Reason | None:
    value = values.get(dataset.column(name).name)
    figure = measure(value)
    if figure is None or not bound(wanted.low, -inf) <= figure <= bound(wanted.high, inf):
        return None
    ends = (str(end) if end is not None else "" for end in (wanted.low, wanted.high))
    return Reason(name, str(value), "…".join(ends))


def _answers(column: Column, have: str, want: str) -> bool:
    return have.startswith(want) if by_beginning(column) else have == want
