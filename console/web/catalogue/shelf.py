"""A dataset as the catalogue shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.model.dataset import Dataset
from core.storage.queries import Filter, Order, Rows, Test
from workers.freshness import Freshness, State


@dataclass(frozen=True, slots=True)
class Shelf:
    """A dataset with its figures; ``newest`` is the latest day in its date column."""

    dataset: Dataset
    rows: int
    to_check: int
    newest: date | None
    read_at: datetime | None
    sources: tuple[Freshness, ...]

    @property
    def state(self) -> State | None:
        """The worst state of the sources that are read; None where none is."""
        known = [each.state for each in self.sources if each.state is not State.NEVER]
        return next((state for state in (State.FAILED, State.LATE, State.FRESH) if state in known), None)


def shelf_of(rows: Rows, dataset: Dataset, sources: Iterable[Freshness]) -> Shelf:
    """The figures of a dataset."""
    to_check = [Filter(dataset.status_column, Test.EQUALS, "a_verifier")]
    return Shelf(
        dataset=dataset,
        rows=rows.count(dataset.name),
        to_check=rows.count(dataset.name, to_check),
        newest=_greatest(rows, dataset, dataset.date_column),
        read_at=_greatest(rows, dataset, "lu_le"),
        sources=tuple(each for each in sources if dataset.name in each.source.datasets),
    )


def _greatest(rows: Rows, dataset: Dataset, column: str) -> Any:
    if not column:
        return None
    order = Order(column, descending=True)
    first = list(rows.rows(dataset.name, [Filter(column, Test.KNOWN)], order, limit=1))
    return first[0][column] if first else None
