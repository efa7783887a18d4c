"""Reading the published rows: filters, pages, counts and facets, streamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
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
    literal_column,
    not_,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.selectable import FromClause

from core.errors import InputError
from core.storage import finding
from core.storage.beginnings import begins
from core.storage.catalogue import SEARCH, Catalogue, DatasetTable, keeps_order
from core.storage.conditions import All, Condition, Either, Filter, Neither, Test, Words
from core.storage.folding import folded
from core.storage.matches import Lookup, lookup_of, mark_values
from core.storage.walk import walked

__all__ = [
    "After", "All", "Condition", "Either", "Filter", "Neither", "Order", "Rows", "Test", "Words", "field_of",
    "order_clauses",
]  # fmt: skip

_BATCH = 1000

_NARROW = 3_000
"""Rows that are fetched and put in order; of more of them the order is walked until a page is full."""

_WIDE = 100_000
"""Rows among which most that the order brings are: looking into each costs less than a list of them."""

_ACCENTED = frozenset("aceinouy'")
"""Folded letters and signs that stand for several."""


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
        *,
        columns: Sequence[str] = (),
    ) -> Iterator[dict[str, Any]]:
        """Rows in order, streamed: memory doesn't grow with their number; with some columns where named.

        Raises:
            InputError: there is no such dataset or column.
        """
        entry = self.entry(dataset)
        shown = [field_of(entry, name) for name in columns] or self._columns(entry)
        if limit is None:
            clauses = [*self.where(entry, filters), *_beyond(entry, order, after)]
            return self._run(select(*shown).where(*clauses).order_by(*order_clauses(entry, order)))
        return islice(chain.from_iterable(self._pages(entry, shown, filters, order, limit, after)), limit)

    def _run(self, query: Select[Any]) -> Iterator[dict[str, Any]]:
        # Options of the statement: those of a connection would make cursors of its later DELETEs as well.
        with self.tx.execute(query.execution_options(stream_results=True, yield_per=_BATCH)) as found:
            yield from (dict(row) for row in found.mappings())

    def _pages(  # noqa: PLR0917 - a page has many parts
        self,
        entry: DatasetTable,
        shown: Sequence[ColumnElement[Any]],
        filters: Sequence[Condition],
        order: Order | None,
        limit: int,
        after: After | None,
    ) -> Iterator[list[dict[str, Any]]]:
        """The rows after a place, and then those whose place in the order is not known.

        Each is looked for by itself: both together are no range of an index.
        """
        place = entry.table.c.id
        for beyond, ordered in self._parts(entry, order, after):
            found: Any = None
            if keeps_order(entry.dataset, order.column if order else "id"):
                found = self._walked_page(entry, filters, beyond, ordered, limit)
            if found is None:
                clauses = self._planned(entry, filters, order)
                found = (
                    select(place).where(*clauses, *beyond).order_by(*ordered).limit(limit).scalar_subquery()
                )
            # Whole rows are read when those of the page are known: sorting would carry them along.
            page = self.tx.execute(select(*shown).where(place.in_(found)).order_by(*ordered).limit(limit))
            yield [dict(row) for row in page.mappings()]

    def _parts(
        self, entry: DatasetTable, order: Order | None, after: After | None
    ) -> Iterator[tuple[list[ColumnElement[bool]], list[ColumnElement[Any]]]]:
        """The ranges of an order, each with its order.

        PostgreSQL takes an index only for an order that has unknown values where the index has them, although
        a range of known ones has none: they are apart from the first page on.
        """
        ranges = _ranges(entry, order, after)
        if self.tx.dialect.name != "postgresql" or order is None or order.column == "id":
            yield from ((each, order_clauses(entry, order)) for each in ranges)
            return
        field = field_of(entry, order.column)
        if after is None:
            ranges = iter([[field.is_not(None)], [field.is_(None)]])
        turned = field.desc() if order.descending else field.asc()
        latest = order.column == entry.dataset.date_column  # of which the index is the falling order
        indexed = turned.nulls_first() if order.descending != latest else turned.nulls_last()
        yield from ((each, [indexed, entry.table.c.id]) for each in ranges)

    def _walked_page(
        self,
        entry: DatasetTable,
        filters: Sequence[Condition],
        beyond: Sequence[ColumnElement[bool]],
        ordered: Sequence[ColumnElement[Any]],
        limit: int,
    ) -> list[str] | None:
        """The rows of a search by words that are found by walking the order; None: ask the index."""
        if lookup_of(entry, filters) is None or all(isinstance(each, Filter) for each in filters):
            return None
        asked = [_Read(self.tx, self.catalogue)._condition(entry, each) for each in filters]
        return walked(self.tx, entry, beyond, asked, ordered, limit)

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
        lookup = self._lookup(entry, filters)
        if lookup and not lookup.rest:
            found = self.tx.execute(text(f"SELECT count(*) FROM ({lookup.found})"), lookup.given)  # noqa: S608
            return int(found.scalar_one())
        query = select(func.count()).select_from(entry.table).where(*self.where(entry, filters))
        return self.tx.execute(query).scalar_one()

    def exceeds(self, dataset: str, most: int, filters: Sequence[Condition] = ()) -> bool:
        """Whether there are more than so many rows."""
        entry = self.entry(dataset)
        some = select(entry.table.c.id).where(*self.where(entry, filters)).limit(most + 1).subquery()
        return bool(self.tx.execute(select(func.count()).select_from(some)).scalar_one() > most)

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
        lookup = self._lookup(entry, filters)
        if lookup is None:
            return [self._condition(entry, each) for each in filters]
        return [lookup.among(), *(self._condition(entry, each) for each in lookup.rest)]

    def _planned(
        self, entry: DatasetTable, filters: Sequence[Condition], order: Order | None
    ) -> list[ColumnElement[bool]]:
        """The clauses of a page: few rows are fetched, of many the order is walked (SQLite has no counts)."""
        lookup = self._lookup(entry, filters)
        if lookup is None or not lookup.is_wider(self.tx, _NARROW):
            return self.where(entry, filters)
        if all(isinstance(each, Filter) for each in filters) and lookup.is_wider(self.tx, _WIDE):
            return [self._walked(entry, each) for each in filters if isinstance(each, Filter)]
        return [lookup.among(walked=True), *(self._condition(entry, each) for each in lookup.rest)]

    def _walked(self, entry: DatasetTable, condition: Filter) -> ColumnElement[bool]:
        """A condition that is asked of each row that the order brings: the column has a ``+`` (SQLite)."""
        field = field_of(entry, condition.column)
        if not mark_values(entry.dataset, condition) or entry.dataset.column(condition.column).many:
            return self._condition(entry, condition)
        bare = literal_column(f'+{entry.table.name}."{field.name}"', field.type)
        return _compared(bare, condition)

    def _lookup(self, entry: DatasetTable, filters: Sequence[Condition]) -> Lookup | None:
        """What the index of words finds for some conditions; PostgreSQL knows that by itself."""
        return lookup_of(entry, filters) if self.tx.dialect.name == "sqlite" else None

    def _words(self, entry: DatasetTable, wanted: str) -> ColumnElement[bool]:
        """The words as the index has them; their other signs are looked for in the text."""
        match, clauses = finding.words_match(wanted), self._signs(entry, wanted)
        if match and self.tx.dialect.name == "postgresql":
            words: ColumnElement[Any] = literal_column(finding.postgresql_words(entry.table.name))
            clauses.append(words.op("@@")(func.to_tsquery("simple", finding.postgresql_query(wanted))))
        elif match:
            clauses.append(Lookup(entry.table.name, match.words).among())
        return and_(true(), *clauses)

    def _signs(self, entry: DatasetTable, wanted: str) -> list[ColumnElement[bool]]:
        match = finding.words_match(wanted)
        signs = [] if match and match.exact else folded(wanted).split()
        return [entry.table.c[SEARCH].contains(word, autoescape=True) for word in signs]

    def _condition(self, entry: DatasetTable, condition: Condition) -> ColumnElement[bool]:
        if isinstance(condition, Either | All | Neither):
            return self._joined(entry, condition)
        if isinstance(condition, Words):
            return self._words(entry, condition.text)
        field = field_of(entry, condition.column)
        if condition.test in (Test.UNKNOWN, Test.KNOWN):
            return field.is_(None) if condition.test is Test.UNKNOWN else field.is_not(None)
        if not entry.dataset.column(condition.column).many:
            return _compared(field, condition)
        if self.tx.dialect.name == "postgresql" and (values := mark_values(entry.dataset, condition)):
            return or_(*(cast(field, JSONB).contains([value]) for value in values))
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


class _Read(Rows):
    """Rows of which each is read: words are looked for in its text and in no index."""

    def _words(self, entry: DatasetTable, wanted: str) -> ColumnElement[bool]:
        text = entry.table.c[SEARCH]
        if self.tx.dialect.name == "sqlite":
            return and_(func.has_words(text, wanted), *self._signs(entry, wanted))
        near = [text.contains(word) for word in finding.tokens(folded(wanted))]  # cheaper, and mostly false
        begun = [finding.looked_in(text).regexp_match(each) for each in finding.postgresql_patterns(wanted)]
        return and_(true(), *near, *begun, *self._signs(entry, wanted))


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


def order_clauses(entry: DatasetTable, order: Order | None) -> list[ColumnElement[Any]]:
    """An order as clauses of a query of that table: unknown values last, equal ones by id."""
    record = entry.table.c.id
    if order is None or order.column == "id":
        return [record.desc() if order and order.descending else record]
    field = field_of(entry, order.column)
    return [(field.desc() if order.descending else field.asc()).nulls_last(), record]


def _beyond(entry: DatasetTable, order: Order | None, after: After | None) -> list[ColumnElement[bool]]:
    """The rows after a place."""
    if after is None:
        return []
    known, *unknown = _ranges(entry, order, after)
    return [or_(and_(*known), *(and_(*each) for each in unknown))]


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
            here, beyond = (
                (field <= after.value, field < after.value)
                if order.descending
                else (field >= after.value, field > after.value)
            )
            yield [here, or_(beyond, record > after.id)]
            yield [field.is_(None)]
        else:
            yield [field.is_(None), record > after.id]
