"""The latest rows of a dataset about a subject, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.model.dataset import Column, Dataset
from core.storage.queries import Filter, Order, Rows, Test

_LATEST = 10


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows of ``dataset`` whose ``column`` names the subject; ``query`` leads to all of them in the table."""

    dataset: Dataset
    column: Column
    rows: Sequence[Mapping[str, Any]]
    total: int
    query: str


def shelf_of(rows: Rows, dataset: Dataset, column: str, value: str) -> Shelf | None:
    """The rows that have that value there, the latest first; None where there is none."""
    same = [Filter(column, Test.EQUALS, value)]
    total = rows.count(dataset.name, same)
    if not total:
        return None
    order = Order(dataset.date_column, descending=True) if dataset.date_column else Order("id")
    found = list(rows.rows(dataset.name, same, order, _LATEST))
    return Shelf(dataset, dataset.column(column), found, total, f"?{urlencode({column: value})}")


def shelves_of(
    rows: Rows, datasets: Mapping[str, Dataset], columns: Sequence[str], value: str
) -> list[Shelf]:
    """A shelf for each dataset and column that names the subject; the fullest first."""
    found = [
        shelf_of(rows, dataset, column, value)
        for dataset in datasets.values()
        for column in columns
        if dataset.declares(column)
    ]
    return sorted((shelf for shelf in found if shelf), key=lambda shelf: -shelf.total)
