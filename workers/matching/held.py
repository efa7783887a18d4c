"""What a row holds that a watch may ask for: the stems of its searched texts, the values of its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.model.dataset import Column, Dataset, Kind
from workers.matching.measures import measure
from workers.matching.words import stems

BY_BEGINNING = frozenset({"cpv", "nuts"})
"""Code lists in which a beginning of a code is the group above it."""

DATASET = "/"
"""Stands for the column in the facet that tells the dataset; no column is called so."""

Facet = tuple[str, str]
"""A column and a value, or a beginning of it where its code list is of groups."""


@dataclass(frozen=True, slots=True)
class Held:
    """A row as the matcher sees it: the stems of each searched text in order, its facets and its measures."""

    texts: tuple[list[str], ...]
    facets: tuple[Facet, ...]
    measures: Mapping[str, float]


def held(dataset: Dataset, values: Mapping[str, Any], columns: Collection[str]) -> Held:
    """What a row holds; ``columns`` are those for whose values somebody asks."""
    searched = (values.get(column.name) for column in dataset.columns if column.search)
    asked = [column for column in dataset.columns if column.name in columns]
    facets = (facet for column in asked for facet in _facets(column, values.get(column.name)))
    measures = ((column.name, measure(values.get(column.name))) for column in asked)
    return Held(
        tuple(stems(str(text)) for text in searched if text),
        ((DATASET, dataset.name), *facets),
        {name: figure for name, figure in measures if figure is not None},
    )


def _facets(column: Column, value: Any) -> Iterator[Facet]:
    for each in value if isinstance(value, list) else [value]:
        if each is None:
            continue
        text = str(each)
        if by_beginning(column):
            yield from ((column.name, text[:length]) for length in range(1, len(text) + 1))
        else:
            yield column.name, text


def by_beginning(column: Column) -> bool:
    """Whether a value of the column answers each of its beginnings."""
    return column.kind is Kind.CODE and column.scheme in BY_BEGINNING
