"""The filters beside a table: the values of each facet column and how many rows have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from console.web.datasets.tally import Tally
from console.web.datasets.view import View, as_text
from core.model.dataset import Column, Kind

_MOST = 40
_OPEN = 2
"""How many facets stand open before anything is chosen."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value; ``count`` is the number of rows there would be, under the other filters."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a column, the most frequent first; ``cut`` says that there are more of them.

    ``query`` opens a facet that is not counted yet; it is empty for one that is. What is chosen stands in it
    either way.
    """

    column: Column
    options: tuple[Option, ...]
    cut: bool = False
    open: bool = False
    query: str = ""

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(option.chosen for option in self.options)


def facets_of(tally: Tally, view: View) -> list[Facet]:
    """The facets that have something to choose; those of few, named values first."""
    columns = [column for column in view.dataset.columns if column.facet]
    ordered = sorted(columns, key=lambda column: column.kind is not Kind.TERM)
    large = tally.is_large
    facets = [
        _counted(tally, view, column, first=at < _OPEN)
        if not large or at < _OPEN or _is_asked(view, column)
        else Facet(column, (), query=view.opening(column.name))
        for at, column in enumerate(ordered)
    ]
    return [facet for facet in facets if facet.options or facet.query]


def _is_asked(view: View, column: Column) -> bool:
    return column.name in view.opened or column.name in view.chosen


def _counted(tally: Tally, view: View, column: Column, *, first: bool) -> Facet:
    conditions = view.conditions(without=column.name)
    asked = column.name in view.opened
    counted = tally.facets(column.name, conditions, _MOST + 1, awaited=asked)
    chosen = view.chosen.get(column.name, ())
    if counted is None:
        return Facet(column, tuple(_unseen(chosen, [])), open=bool(chosen), query=view.opening(column.name))
    options = [Option(as_text(value), count, value in chosen) for value, count in counted[:_MOST]]
    options += _unseen(chosen, [option.value for option in options])
    is_open = _is_asked(view, column) or (first and column.kind is Kind.TERM)
    return Facet(column, tuple(options), cut=len(counted) > _MOST, open=is_open)


def _unseen(chosen: tuple[Any, ...], seen: list[str]) -> list[Option]:
    """What is chosen stays in sight, also where no row has it."""
    return [Option(as_text(value), 0, chosen=True) for value in chosen if as_text(value) not in seen]
