"""What the database says of rows, as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from console.exports.sql import postgresql, sqlite
from console.exports.sql.ahead import ahead
from core.model.dataset import Dataset
from core.storage.catalogue import Catalogue

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Extract:
    """Which rows and columns of a dataset a file has: the columns are those of ``dataset``, in its order."""

    dataset: Dataset
    where: Sequence[ColumnElement[bool]] = ()
    order: Sequence[ColumnElement[Any]] = ()
    limit: int | None = None


def dialect_of(tx: Connection) -> Any:
    """The module that writes cells for the database."""
    return postgresql if tx.dialect.name == "postgresql" else sqlite


def lines(
    tx: Connection, catalogue: Catalogue, extract: Extract, clauses: Sequence[ColumnElement[Any]]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in batches, each its id and its texts; by id unless the extract has another order."""
    table = catalogue[extract.dataset.name].table
    query: Select[Any] = select(table.c.id, *clauses).where(*extract.where)
    query = query.order_by(*(extract.order or (table.c.id,))).limit(extract.limit)
    dialect_of(tx).prepare(tx)
    cursor = _sqlite_cursor(tx, query) if tx.dialect.name == "sqlite" else _postgresql_cursor(tx, query)
    try:
        yield from ahead(iter(partial(cursor.fetchmany, _BATCH), []))
    finally:
        cursor.close()


def _sqlite_cursor(tx: Connection, query: Select[Any]) -> Any:
    """A cursor of the driver's own: rows of text need no more."""
    compiled = query.compile(dialect=tx.dialect, compile_kwargs={"render_postcompile": True})
    values = compiled.construct_params()
    treat: Any = compiled._bind_processors
    names = compiled.positiontup or ()
    given = [treat[name](values[name]) if name in treat else values[name] for name in names]
    cursor: Any = tx.connection.cursor()
    cursor.execute(str(compiled), given)
    return cursor


def _postgresql_cursor(tx: Connection, query: Select[Any]) -> Any:
    found = tx.execute(query.execution_options(stream_results=True, yield_per=_BATCH))
    return found
