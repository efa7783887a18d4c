"""What a row holds that a watch may ask for: stems of its texts, values of its fields, measures, places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.model.dataset import Dataset
from workers.matching.facts import by_beginning, figure, keys, points, texts
from workers.matching.fields import DATASET, NEAR
from workers.matching.words import stems

__all__ = ["DATASET", "WORDS_OF", "Facet", "Held", "by_beginning", "held"]

WORDS_OF = "~"
"""Stands before the field of an atom that is a word or a phrase of that field."""

Facet = tuple[str, str]
"""A field and a value of it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A row as the matcher sees it: the stems of each searched text in order, its facets and its measures.

    ``named`` has the texts of single fields, ``points`` the degrees of its places.
    """

    texts: tuple[list[str], ...]
    facets: tuple[Facet, ...]
    measures: Mapping[str, float]
    named: Mapping[str, tuple[list[str], ...]] = field(default_factory=dict)
    points: tuple[tuple[float, float], ...] = ()


def held(
    dataset: Dataset, values: Mapping[str, Any], columns: Collection[str], at: datetime | None = None
) -> Held:
    """What a row holds; ``columns`` are the fields that somebody asks, ``at`` the moment of the matching."""
    searched = (values.get(column.name) for column in dataset.columns if column.search)
    facets: list[Facet] = [(DATASET, dataset.name)]
    measures: dict[str, float] = {}
    named: dict[str, tuple[list[str], ...]] = {}
    for name in columns:
        if name.startswith(WORDS_OF):
            named[name] = _stemmed(each.text for each in texts(name.removeprefix(WORDS_OF), values))
            continue
        facets += ((name, each.value) for each in keys(name, dataset, values))
        found = figure(name, dataset, values, at)
        if found is not None:
            measures[name] = found.figure
    where = ((each.latitude, each.longitude) for each in points(values)) if NEAR in columns else ()
    return Held(
        _stemmed(str(text) for text in searched if text), tuple(facets), measures, named, tuple(where)
    )


def _stemmed(found: Iterable[str]) -> tuple[list[str], ...]:
    return tuple(map(stems, found))
