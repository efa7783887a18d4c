"""The fields of a record as a reader sees them: value, certainty, warnings, where they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from console.web.datasets.columns import is_technical
from console.web.records.places import Place, places_of
from core.model.dataset import Column, Dataset


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a record; ``sure`` is None where the store does not say."""

    column: Column
    value: Any
    sure: float | None
    warnings: tuple[str, ...]
    places: tuple[Place, ...]
    corrected: bool

    @property
    def filled(self) -> bool:
        """Whether there is anything to show."""
        return self.value not in (None, "", [])


def fields_of(dataset: Dataset, row: Mapping[str, Any], confidence: Mapping[str, float]) -> list[Field]:
    """The fields of the document's own columns, in the order of the dataset."""
    places = places_of(dataset, row.get("preuves"))
    warnings = warnings_by_column(row.get("avertissements") or ())
    corrected = row.get("champs_corriges") or ()
    return [
        Field(
            column=column,
            value=row.get(column.name),
            sure=confidence.get(column.name),
            warnings=warnings.get(column.name, ()),
            places=tuple(place for place in places if place.column is column),
            corrected=column.name in corrected,
        )
        for column in dataset.columns
        if not is_technical(dataset, column)
    ]


def warnings_by_column(warnings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The codes of ``code:column`` warnings by column; those of no column are under ``""``."""
    found: dict[str, tuple[str, ...]] = {}
    for warning in warnings:
        code, _, where = warning.partition(":")
        column = where.strip().partition(".")[0]
        found[column] = (*found.get(column, ()), code.strip())
    return found
