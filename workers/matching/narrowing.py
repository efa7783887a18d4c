"""Why a subscriber was told of a row, and how to be told less of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.errors import InputError
from core.model.dataset import Dataset
from core.model.watch import Reason, Watch
from workers.matching import fields
from workers.matching.facts import keys
from workers.matching.match import excluding, explain, missing, searched
from workers.matching.query import parse_query
from workers.matching.soundness import check

_GROUP = 5
"""Digits of a CPV code that stand for its category: narrow enough to leave the rest of the division."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to be told less: ``kind`` is word, cpv, buyer, type, source; ``exclude`` what it says.

    ``words`` is the query of the watch once it is narrowed, which the row no longer answers.
    """

    kind: str
    exclude: str
    words: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row answers a watch, None where it does not as it stands now, and what to exclude.

    Of a row that does not answer: what the watch asks for and it has not, as typed, and what it has that the
    watch excludes; neither where its dataset is none of the watch.
    """

    reasons: tuple[Reason, ...] | None
    narrowings: tuple[Narrowing, ...]
    missing: tuple[str, ...] = ()
    excluded: tuple[Reason, ...] = ()


def why(watch: Watch, dataset: Dataset, row: Mapping[str, Any], at: datetime) -> Why:
    """The reasons as the row stands, and each narrowing that takes the row out of the watch.

    Raises:
        InputError: the watch cannot be evaluated.
    """
    ready = searched(dataset, row, at)
    reasons = explain(watch, ready)
    if reasons is None:
        searched_here = dataset.name in watch.datasets
        return Why(None, (), *((missing(watch, ready), excluding(watch, ready)) if searched_here else ()))
    proposed = (Narrowing(kind, exclude, f"{watch.words} NON {exclude}".strip()) for kind, exclude in
                dict.fromkeys(_proposed(dataset, row, reasons)))  # fmt: skip
    leaving = (each for each in proposed if _answers(replace(watch, words=each.words)) is not None)
    kept = (each for each in leaving if explain(replace(watch, words=each.words), ready) is None)
    return Why(reasons, tuple(kept))


def narrowed(watch: Watch, exclude: str) -> Watch:
    """The watch that excludes one thing more.

    Raises:
        InputError: what is to be excluded is nothing that can be.
    """
    made = replace(watch, words=f"{watch.words} NON {exclude}".strip())
    parse_query(made.words)
    check(made)
    return made


def _answers(watch: Watch) -> Watch | None:
    try:
        parse_query(watch.words)
    except InputError:
        return None
    return watch


def _proposed(
    dataset: Dataset, row: Mapping[str, Any], reasons: tuple[Reason, ...]
) -> Iterator[tuple[str, str]]:
    searched_columns = {column.name for column in dataset.columns if column.search}
    for reason in reasons:
        if reason.column in searched_columns:
            yield "word", _quoted(reason.found)
    for code in _first(fields.CPV, dataset, row):
        yield "cpv", f"cpv:{code[:_GROUP]}"
        yield "cpv", f"cpv:{code}"
    buyers = list(_first(fields.BUYER, dataset, row))
    for siren in dict.fromkeys(number[:9] for number in buyers):
        yield "buyer", f"acheteur:{siren}"
    name = row.get("acheteur_nom")
    if name and not buyers:
        yield "buyer", f"acheteur:{_quoted(str(name))}"
    for term in _first(fields.TYPE, dataset, row):
        yield "type", f"type:{term}"
    for source in _first(fields.SOURCE, dataset, row):
        yield "source", f"source:{source}"


def _first(field: str, dataset: Dataset, row: Mapping[str, Any]) -> Iterator[str]:
    """What stands in the columns of a field, each once."""
    yield from dict.fromkeys(
        key.shown if field == fields.CPV else key.value for key in keys(field, dataset, row)
    )


def _quoted(text: str) -> str:
    plain = text.replace('"', " ").strip()
    return f'"{plain}"' if not plain.isalnum() else plain
