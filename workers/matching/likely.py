"""Conditions of the store that every answer to a watch fulfils, and most other rows do not.

A trial matches three months of rows one by one; with these it passes over most of them in the database. They
are wider than the watch, never narrower: of each word stands the beginning that all words of its stem share.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.model.dataset import Dataset, Kind
from core.model.watch import Watch
from core.storage.folding import folded
from core.storage.queries import Condition, Either, Filter, Neither, Test, Words
from workers.matching.facts import by_beginning
from workers.matching.query import parse_query
from workers.matching.terms import Atom, Term
from workers.matching.words import stem, tokens

_CUT = 2
"""Letters at the end of a stem that its words may write otherwise: constant, constamment."""

_SHORTEST = 3
_TEXTS = (Kind.TEXT, Kind.CODE, Kind.TERM)


def likely(watch: Watch, dataset: Dataset) -> list[Condition]:
    """What a row must fulfil to answer a watch, as far as its words and its values of columns say it.

    Raises:
        QueryError: the words are no query.
    """
    groups = [[_beginnings(term) for term in group] for group in parse_query(watch.words).groups]
    found: list[Condition] = [Either(tuple(map(Words, group))) for group in groups if all(group)]
    return found + [_one_of(dataset, name, values) for name, values in watch.accept.items()]


def beginning(word: str) -> str:
    """What all words with the stem of this one begin with; empty where that is too little to look for."""
    letters, common = folded(word), stem(word)
    shared = next((at for at, (a, b) in enumerate(zip(letters, common, strict=False)) if a != b), None)
    kept = common[: len(common) if shared is None else shared][:-_CUT]
    return kept if len(kept) >= _SHORTEST else ""


def _one_of(dataset: Dataset, name: str, values: Sequence[str]) -> Condition:
    """A row without that column answers nothing; of a kind that is not written as text, each may answer."""
    if not dataset.declares(name):
        return Either(())
    column = dataset.column(name)
    if column.kind not in _TEXTS:
        return Neither(())
    test = Test.STARTS if by_beginning(column) else Test.EQUALS
    return Either(tuple(Filter(name, test, value) for value in values))


def _beginnings(term: Term) -> str:
    """The beginnings that a row with the term holds; empty for a field, or where no word says enough."""
    if not isinstance(term, Atom) or term.field:
        return ""
    words = (term.wanted[token.start : token.end] for token in tokens(term.wanted))
    return " ".join(filter(None, map(beginning, words)))
