"""The physical table of each dataset, made from its declaration; it grows and never loses a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Double,
    Engine,
    Index,
    MetaData,
    Table,
    Text,
    desc,
    inspect,
)
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeEngine

from core.errors import InputError
from core.model import dataset as model
from core.model.dataset import Dataset, Kind
from core.storage import finding, finding_postgresql
from core.storage.finding import index_name
from core.storage.locks import serialise, writing
from core.storage.types import JsonText, Moment, UtcDateTime

SEARCH = "_texte"
"""Hidden column: the folded words of the search columns."""

_TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    Kind.DATE: Date,
    Kind.AMOUNT: Double,
    Kind.NUMBER: Double,
    Kind.INTEGER: BigInteger,
    Kind.BOOLEAN: Boolean,
    Kind.STRUCT: JsonText,
    Kind.JSON: JsonText,
    Kind.DATETIME: Moment,
}

_STORE: dict[str, type[TypeEngine[Any]]] = {
    "version": BigInteger,
    "confiance": Double,
    "champs_corriges": JsonText,
    "document_sha256": Text,
    "document_url": Text,
    "lu_le": UtcDateTime,
    "preuves": JsonText,
    "avertissements": JsonText,
}
"""What the store itself fills in every dataset, beside the status column."""


@dataclass(frozen=True)
class DatasetTable:
    """A dataset and where its rows are; ``whole`` is the one whose rows its rows are parts of."""

    dataset: Dataset
    table: Table
    whole: DatasetTable | None = None

    @cached_property
    def followers(self) -> model.Column | None:
        """The column that names the later rows of a chain, if there is one."""
        chain = self.dataset.chain
        return self.dataset.column(chain.followers) if chain else None

    @cached_property
    def own(self) -> tuple[model.Column, ...]:
        """The columns that a reading fills: all but the id and those of the store."""
        followers = self.followers.name if self.followers else ""
        filled_by_store = {"id", self.dataset.status_column, followers, *_STORE}
        return tuple(column for column in self.dataset.columns if column.name not in filled_by_store)

    @cached_property
    def material(self) -> tuple[model.Column, ...]:
        """The columns of which a change makes a new version."""
        followers = (self.followers,) if self.followers else ()
        return tuple(column for column in (*self.own, *followers) if column.material)


Catalogue = Mapping[str, DatasetTable]


def catalogue_of(datasets: Iterable[Dataset]) -> Catalogue:
    """The tables of datasets, by name of the dataset."""
    return _catalogue(tuple(datasets))


@lru_cache(maxsize=16)
def _catalogue(datasets: tuple[Dataset, ...]) -> Catalogue:
    # Kept, for it takes as long as opening the database, which asks for it twice.
    metadata = MetaData()
    entries = {dataset.name: DatasetTable(dataset, _table(dataset, metadata)) for dataset in datasets}
    wholes = {name: entries.get(one.dataset.part.of) for name, one in entries.items() if one.dataset.part}
    return {name: replace(one, whole=wholes.get(name)) for name, one in entries.items()}


def ensure_dataset_tables(engine: Engine, datasets: Iterable[Dataset]) -> None:
    """Create the tables, columns and indexes that are missing; nothing is dropped or retyped."""
    catalogue = catalogue_of(datasets)
    with writing(engine) as tx:
        serialise(tx, "catalogue")
        index = finding_postgresql if tx.dialect.name == "postgresql" else finding
        for entry in catalogue.values():
            _grow(tx, entry.table)
            index.ensure(tx, entry.table.name, entry.dataset)


def _grow(tx: Connection, table: Table) -> None:
    look = inspect(tx)
    if not look.has_table(table.name):
        table.create(tx)
        return
    present = {column["name"] for column in look.get_columns(table.name)}
    for column in table.columns:
        if column.name not in present:
            definition = CreateColumn(column).compile(dialect=tx.dialect)
            name = tx.dialect.identifier_preparer.format_table(table)
            tx.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {definition}")
    indexed = {index["name"] for index in look.get_indexes(table.name)}
    for index in table.indexes:
        if index.name not in indexed:
            index.create(tx)


def _table(dataset: Dataset, metadata: MetaData) -> Table:
    name = "ds_" + dataset.name.replace("-", "_")
    columns = {"id": Column("id", Text, primary_key=True)}
    for column in dataset.columns:
        columns.setdefault(column.name, Column(column.name, column_type(column)))
    for store, kind in _STORE.items():
        columns.setdefault(store, Column(store, kind))
    columns.setdefault(dataset.status_column, Column(dataset.status_column, Text))
    columns[SEARCH] = Column(SEARCH, Text)
    return Table(name, metadata, *columns.values(), *_indexes(name, dataset))


def column_type(column: model.Column) -> TypeEngine[Any]:
    """The SQL type of a column: a list of any kind is JSON text."""
    return JsonText() if column.many else _TYPES.get(column.kind, Text)()


def field_of(entry: DatasetTable, column: str) -> ColumnElement[Any]:
    """A column of a dataset's table.

    Raises:
        InputError: there is none of that name.
    """
    if column == SEARCH or column not in entry.table.c:
        raise InputError(f"{entry.dataset.name} has no column {column!r}")
    return entry.table.c[column]


def keeps_order(dataset: Dataset, name: str) -> bool:
    """Whether an index keeps the rows in the order of a column."""
    if name in ("id", dataset.date_column):
        return True
    column = dataset.column(name) if dataset.declares(name) else None
    return column is not None and (column.facet or column.indexed) and not column.many


def _indexes(table: str, dataset: Dataset) -> list[Index]:
    """The orders of pages and of the review queue; each single-valued facet and indexed column.

    SQLite has unknown days last in a falling order anyhow and knows no such word in an index.
    """
    ordered = ("id", dataset.date_column)
    indexes = [
        Index(index_name(table, column.name), column.name)
        for column in dataset.columns
        if keeps_order(dataset, column.name) and column.name not in ordered
    ]
    indexes.append(Index(index_name(table, "lu_le"), "lu_le"))
    indexes.append(Index(index_name(table, "waiting"), dataset.status_column, "confiance", "id"))
    if dataset.date_column:
        latest: ColumnElement[Any] = desc(dataset.date_column)
        name = index_name(table, f"{dataset.date_column}_latest")
        indexes.append(Index(name, latest, "id").ddl_if(dialect="sqlite"))
        indexes.append(Index(name, latest.nulls_last(), "id").ddl_if(dialect="postgresql"))
    return indexes
