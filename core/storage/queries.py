"""Reading the published rows: filters, pages, counts and facets, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    cast,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.selectable import FromClause

from core.errors import InputError
from core.storage.beginnings import begins
from core.storage.catalogue import SEARCH, Catalogue, DatasetTable
from core.storage.folding import folded

_BATCH = 1000

_ACCENTED = frozenset("aceinouy'")
"""Folded letters and signs that stand for several."""


class Test(StrEnum):
    """How a column is compared; a list column is compared by its elements.

    LIKE takes folded words, with ``%`` between those that need not be neighbours.
    """

    __test__ = False  # not a test case, for pytest

    EQUALS = "eq"
    DIFFERS = "ne"
    AMONG = "in"
    LESS = "lt"
    AT_MOST = "le"
    MORE = "gt"
    AT_LEAST = "ge"
    STARTS = "starts"
    LIKE = "like"
    UNKNOWN = "unknown"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition; ``value`` is a native of the column's kind (a sequence of them for AMONG)."""

    column: str
    test: Test
    value: Any = None


@dataclass(frozen=True, slots=True)
class Words:
    """The row has all these words in its search columns, without regard to case and accents."""

    text: str


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
class Either:
    """The row fulfils one of these; none of them is fulfilled by no row."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class All:
    """The row fulfils each of these."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Neither:
    """The row fulfils none of these; what is unknown is not fulfilled."""

    conditions: tuple[Condition, ...]


Condition = Filter | Words | Either | All | Neither


@dataclass(frozen=True, slots=True)
class Rows:
    """The published rows, inside a reading transaction.

    A row is a mapping of the dataset's columns in their declared order to natives: str, int, float, bool,
    date, datetime (aware, UTC), list, dict.
    """

    tx: Connection
    catalogue: Catalogue

    def rows(
        self,
        dataset: str,
        filters: Sequence[Condition] = (),
        order: Order | None = None,
        limit: int | None = None,
        after: After | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Rows in order, streamed: memory doesn't grow with their number.

        Raises:
            InputError: there is no such dataset or column.
        """
        entry = self.entry(dataset)
        query = select(*self._columns(entry)).where(*self.where(entry, filters))
        query = _page(entry, _ordered(entry, query, order), order, after)
        query = query.limit(limit) if limit is not None else query
        # Options of the statement: those of a connection would make cursors of its later DELETEs as well.
        found = self.tx.execute(query.execution_options(stream_results=True, yield_per=_BATCH))
        return (dict(row) for row in found.mappings())

    def get(self, dataset: str, record: str) -> dict[str, Any] | None:
        """One row."""
        entry = self.entry(dataset)
        query = select(*self._columns(entry)).where(entry.table.c.id == record)
        row = self.tx.execute(query).mappings().first()
        return dict(row) if row else None

    def some(self, dataset: str, records: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Rows by their ids, of those that are there; a few hundred at once."""
        entry = self.entry(dataset)
        query = select(*self._columns(entry)).where(entry.table.c.id.in_(records))
        return {row["id"]: dict(row) for row in self.tx.execute(query).mappings()}

    def count(self, dataset: str, filters: Sequence[Condition] = ()) -> int:
        """How many rows there are."""
        entry = self.entry(dataset)
        query = select(func.count()).select_from(entry.table).where(*self.where(entry, filters))
        return self.tx.execute(query).scalar_one()

    def facets(
        self, dataset: str, column: str, filters: Sequence[Condition] = (), limit: int = 100
    ) -> list[tuple[Any, int]]:
        """The values of a column with the number of rows of each, the most frequent first."""
        entry = self.entry(dataset)
        field, source = self._elements(entry, column)
        count = func.count().label("rows_with_it")
        query = (
            select(field, count).select_from(source).where(*self.where(entry, filters), field.is_not(None))
        )
        grouped = query.group_by(field).order_by(count.desc(), field).limit(limit)
        return [(value, number) for value, number in self.tx.execute(grouped)]

    def entry(self, dataset: str) -> DatasetTable:
        """The table of a dataset.

        Raises:
            InputError: there is no such dataset.
        """
        if dataset not in self.catalogue:
            raise InputError(f"unknown dataset {dataset!r}", hint=f"Known: {', '.join(self.catalogue)}.")
        return self.catalogue[dataset]

    def _columns(self, entry: DatasetTable) -> list[ColumnElement[Any]]:
        return [column for column in entry.table.c if column.name != SEARCH]

    def where(self, entry: DatasetTable, filters: Sequence[Condition]) -> list[ColumnElement[bool]]:
        """Conditions as clauses of a query of that table."""
        return [self._condition(entry, each) for each in filters]

    def _condition(self, entry: DatasetTable, condition: Condition) -> ColumnElement[bool]:
        if isinstance(condition, Either | All | Neither):
            return self._joined(entry, condition)
        if isinstance(condition, Words):
            words = folded(condition.text).split()
            return and_(*(entry.table.c[SEARCH].contains(word, autoescape=True) for word in words))
        field = field_of(entry, condition.column)
        if condition.test in (Test.UNKNOWN, Test.KNOWN):
            return field.is_(None) if condition.test is Test.UNKNOWN else field.is_not(None)
        if not entry.dataset.column(condition.column).many:
            return _compared(field, condition)
        element, source = self.exploded(field)
        return exists(select(1).select_from(source).where(_compared(element, condition)))

    def _joined(self, entry: DatasetTable, condition: Either | All | Neither) -> ColumnElement[bool]:
        parts = [self._condition(entry, each) for each in condition.conditions]
        if isinstance(condition, All):
            return and_(true(), *parts)
        some = or_(false(), *parts)
        return some if isinstance(condition, Either) else not_(func.coalesce(some, false()))

    def _elements(self, entry: DatasetTable, column: str) -> tuple[ColumnElement[Any], FromClause]:
        field = field_of(entry, column)
        if not entry.dataset.column(column).many:
            return field, entry.table
        element, source = self.exploded(field)
        return element, entry.table.join(source, onclause=true())

    def exploded(self, field: ColumnElement[Any]) -> tuple[ColumnElement[Any], FromClause]:
        """The elements of a JSON list, and the table function that yields them."""
        if self.tx.dialect.name == "postgresql":
            listed = func.jsonb_array_elements_text(cast(field, JSONB)).table_valued("value")
            source = listed.render_derived()
        else:
            source = func.json_each(field).table_valued("value")
        return source.c.value, source


def field_of(entry: DatasetTable, column: str) -> ColumnElement[Any]:
    """A column of a dataset's table.

    Raises:
        InputError: there is none of that name.
    """
    if column == SEARCH or column not in entry.table.c:
        raise InputError(f"{entry.dataset.name} has no column {column!r}")
    return entry.table.c[column]


def _compared(field: ColumnElement[Any], condition: Filter) -> ColumnElement[bool]:
    value = condition.value
    tests: dict[Test, Callable[[], ColumnElement[bool]]] = {
        Test.EQUALS: lambda: field == value,
        Test.DIFFERS: lambda: or_(field != value, field.is_(None)),
        Test.AMONG: lambda: field.in_(list(value)),
        Test.LESS: lambda: field < value,
        Test.AT_MOST: lambda: field <= value,
        Test.MORE: lambda: field > value,
        Test.AT_LEAST: lambda: field >= value,
        Test.STARTS: lambda: begins(field, value),
        Test.LIKE: lambda: field.ilike(_pattern(value)),
    }
    return tests[condition.test]()


def _pattern(words: str) -> str:
    """A pattern that folded words answer with their accents too: letters that may bear one are any letter."""
    plain = words.replace("\\", " ").replace("_", " ")
    return "%" + "".join("_" if letter in _ACCENTED else letter for letter in plain) + "%"


def _ordered(entry: DatasetTable, query: Select[Any], order: Order | None) -> Select[Any]:
    return query.order_by(*order_clauses(entry, order))


def order_clauses(entry: DatasetTable, order: Order | None) -> list[ColumnElement[Any]]:
    """An order as clauses of a query of that table: unknown values last, equal ones by id."""
    record = entry.table.c.id
    if order is None or order.column == "id":
        return [record.desc() if order and order.descending else record]
    field = field_of(entry, order.column)
    return [(field.desc() if order.descending else field.asc()).nulls_last(), record]


def _page(entry: DatasetTable, query: Select[Any], order: Order | None, after: After | None) -> Select[Any]:
    if after is None:
        return query
    record = entry.table.c.id
    if order is None or order.column == "id":
        return query.where(record < after.id if order and order.descending else record > after.id)
    field = field_of(entry, order.column)
    if after.value is None:
        return query.where(field.is_(None), record > after.id)
    beyond = field < after.value if order.descending else field > after.value
    return query.where(or_(beyond, and_(field == after.value, record > after.id), field.is_(None)))
