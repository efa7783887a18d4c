"""The filters beside a table: the values of each facet column and how many rows have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from console.web.datasets.view import View, as_text
from core.model.dataset import Column, Kind
from core.storage.queries import Rows

_MOST = 40


@dataclass(frozen=True, slots=True)
class Option:
    """One value; ``count`` is the number of rows there would be, under the other filters."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a column, the most frequent first; ``cut`` says that there are more of them."""

    column: Column
    options: tuple[Option, ...]
    cut: bool

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(option.chosen for option in self.options)


def facets_of(rows: Rows, view: View) -> list[Facet]:
    """The facets that have something to choose; those of few, named values first."""
    columns = [column for column in view.dataset.columns if column.facet]
    ordered = sorted(columns, key=lambda column: column.kind is not Kind.TERM)
    facets = [_facet(rows, view, column) for column in ordered]
    return [facet for facet in facets if facet.options]


def _facet(rows: Rows, view: View, column: Column) -> Facet:
    conditions = view.conditions(without=column.name)
    counted = rows.facets(view.dataset.name, column.name, conditions, limit=_MOST + 1)
    chosen = view.chosen.get(column.name, ())
    options = [Option(as_text(value), count, value in chosen) for value, count in counted[:_MOST]]
    options += _unseen(chosen, [option.value for option in options])
    return Facet(column, tuple(options), cut=len(counted) > _MOST)


def _unseen(chosen: tuple[Any, ...], seen: list[str]) -> list[Option]:
    """What is chosen stays in sight, also where no row has it."""
    return [Option(as_text(value), 0, chosen=True) for value in chosen if as_text(value) not in seen]
