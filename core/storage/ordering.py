"""The order of rows, and the parts of it that an index keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from core.storage.catalogue import DatasetTable, field_of
from core.storage.conditions import Condition, Filter, Test

_BOUNDS = frozenset({Test.LESS, Test.AT_MOST, Test.MORE, Test.AT_LEAST})


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows come; unknown values are last, equal ones by id."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """Where the next page begins: the order column's value and the id of the last row seen."""

    id: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Range:
    """The rows of an order that fulfil the clauses ``inside``, which an index keeps in that order.

    ``field`` is the column of the order, ``ordered`` the order as the index has it.
    """

    inside: Sequence[ColumnElement[bool]]
    field: ColumnElement[Any]
    descending: bool
    ordered: Sequence[ColumnElement[Any]]

    def within(self, clauses: Sequence[ColumnElement[bool]]) -> Range:
        """The part of it that fulfils more clauses."""
        return replace(self, inside=[*self.inside, *clauses])

    def until(self, edge: Any) -> ColumnElement[bool]:
        """Whether a row comes before those of a value, or has it."""
        near: ColumnElement[bool] = self.field >= edge if self.descending else self.field <= edge
        return near


def order_clauses(entry: DatasetTable, order: Order | None) -> list[ColumnElement[Any]]:
    """An order as clauses of a query of that table: unknown values last, equal ones by id."""
    record = entry.table.c.id
    if order is None or order.column == "id":
        return [record.desc() if order and order.descending else record]
    field = field_of(entry, order.column)
    return [(field.desc() if order.descending else field.asc()).nulls_last(), record]


def sorting_clauses(entry: DatasetTable, order: Order | None) -> list[ColumnElement[Any]]:
    """The same for rows that are to be found first and then put in order: no index has it so."""
    field = field_of(entry, order.column if order else "id")
    same = func.coalesce(field, field, type_=field.type)
    return [(same.desc() if order and order.descending else same.asc()).nulls_last(), entry.table.c.id]


def bounds(filters: Sequence[Condition], order: Order | None) -> list[Filter]:
    """The conditions that bound the range of an order."""
    column = order.column if order else "id"
    return [
        each
        for each in filters
        if isinstance(each, Filter) and each.column == column and each.test in _BOUNDS
    ]


def beyond(entry: DatasetTable, order: Order | None, after: After | None) -> list[ColumnElement[bool]]:
    """The rows after a place."""
    if after is None:
        return []
    known, *unknown = _ranges(entry, order, after)
    return [or_(and_(*known), *(and_(*each) for each in unknown))]


def parts(entry: DatasetTable, dialect: str, order: Order | None, after: After | None) -> Iterator[Range]:
    """The ranges of an order after a place, one after the other.

    PostgreSQL takes an index only for an order that has unknown values where the index has them, although
    a range of known ones has none: they are apart from the first page on.
    """
    field = field_of(entry, order.column if order else "id")
    descending = order is not None and order.descending
    ranges = _ranges(entry, order, after)
    if dialect != "postgresql" or order is None or order.column == "id":
        yield from (Range(each, field, descending, order_clauses(entry, order)) for each in ranges)
        return
    if after is None:
        ranges = iter([[field.is_not(None)], [field.is_(None)]])
    turned = field.desc() if descending else field.asc()
    latest = order.column == entry.dataset.date_column  # of which the index is the falling order
    indexed = turned.nulls_first() if descending != latest else turned.nulls_last()
    yield from (Range(each, field, descending, [indexed, entry.table.c.id]) for each in ranges)


def _ranges(
    entry: DatasetTable, order: Order | None, after: After | None
) -> Iterator[list[ColumnElement[bool]]]:
    """The ranges of an order that come after a place, one after the other."""
    record = entry.table.c.id
    if after is None:
        yield []
    elif order is None or order.column == "id":
        yield [record < after.id if order and order.descending else record > after.id]
    else:
        field = field_of(entry, order.column)
        if after.value is not None:
            here, further = (
                (field <= after.value, field < after.value)
                if order.descending
                else (field >= after.value, field > after.value)
            )
            yield [here, or_(further, record > after.id)]
            yield [field.is_(None)]
        else:
            yield [field.is_(None), record > after.id]
