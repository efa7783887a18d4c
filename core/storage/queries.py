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
from core.storage import finding, finding_postgresql
from core.storage.beginnings import begins
from core.storage.catalogue import SEARCH, Catalogue, DatasetTable, field_of, keeps_order
from core.storage.conditions import All, Condition, Either, Filter, Neither, Test, Words
from core.storage.folding import folded
from core.storage.matches import Lookup, asks_words, lookup_of, mark_values
from core.storage.ordering import After, Order, Range, beyond, bounds, order_clauses, parts, sorting_clauses
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
            clauses = [*self.where(entry, filters), *beyond(entry, order, after)]
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
        for part in parts(entry, self.tx.dialect.name, order, after):
            found: Any = None
            if keeps_order(entry.dataset, order.column if order else "id"):
                found = self._walked_page(entry, filters, order, part, limit)
            if found is None:
                found = self._found(entry, filters, order, part).limit(limit).scalar_subquery()
            # Whole rows are read when those of the page are known: sorting would carry them along.
            page = select(*shown).where(place.in_(found)).order_by(*part.ordered).limit(limit)
            yield [dict(row) for row in self.tx.execute(page).mappings()]

    def _walked_page(
        self,
        entry: DatasetTable,
        filters: Sequence[Condition],
        order: Order | None,
        part: Range,
        limit: int,
    ) -> list[str] | None:
        """The rows of a search by words that are found by walking the order; None: ask the index."""
        if not asks_words(entry, filters):
            return None
        part = part.within(self.where(entry, bounds(filters, order)))
        read = [_Read(self.tx, self.catalogue)._condition(entry, each) for each in filters]
        return walked(self.tx, entry, part, read, self.where(entry, filters), limit)

    def _found(
        self, entry: DatasetTable, filters: Sequence[Condition], order: Order | None, part: Range
    ) -> Select[Any]:
        """The ids of all rows of a range that fulfil conditions, in order."""
        found = select(entry.table.c.id).where(*self._planned(entry, filters, order), *part.inside)
        if self.tx.dialect.name == "postgresql" and asks_words(entry, filters):
            # It was walked already, and in vain.
            return found.order_by(*sorting_clauses(entry, order))
        return found.order_by(*part.ordered)

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
            clauses.append(finding_postgresql.has_words(entry.table.name, wanted))
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
            return finding_postgresql.has_mark(entry.table.name, condition.column, values)
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
        read = finding_postgresql.looked_in(text)
        begun = [read.regexp_match(each) for each in finding_postgresql.patterns(wanted)]
        return and_(true(), *near, *begun, *self._signs(entry, wanted))


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
