"""What the database says of rows: a text a row, or the texts of many rows as one run of bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, Text, bindparam, cast, func, select

from console.exports.sql import postgresql, sqlite
from console.exports.sql.ahead import ahead
from core.model.dataset import Dataset
from core.storage.catalogue import Catalogue

_BATCH = 1_000


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
    tx: Connection, catalogue: Catalogue, extract: Extract, line: ColumnElement[Any]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in batches, each its id and its text; by id unless the extract has another order."""
    query = _lines(catalogue, extract, line)
    dialect_of(tx).prepare(tx)
    cursor = _sqlite_cursor(tx, query) if tx.dialect.name == "sqlite" else _postgresql_cursor(tx, query)
    try:
        yield from ahead(iter(partial(cursor.fetchmany, _BATCH), []))
    finally:
        cursor.close()


def runs(
    tx: Connection, catalogue: Catalogue, extract: Extract, line: ColumnElement[Any], between: str
) -> Iterator[bytes]:
    """The texts of many rows at a time, with a text between them.

    SQLite joins them itself, without Python's lock, where it reads rows in the order in which they are
    wanted: each run then begins behind the id at which the one before ended.
    """
    query = _lines(catalogue, extract, line)
    dialect_of(tx).prepare(tx)
    if tx.dialect.name == "sqlite" and not extract.order and sqlite.reads_by_id(tx, query):
        yield from ahead(_joined_by_sqlite(tx, catalogue, extract, line, between))
        return
    glue = between.encode()
    told = cast(line, LargeBinary) if tx.dialect.name == "sqlite" else line
    for rows in lines(tx, catalogue, extract, told):
        yield glue.join([row[1] if isinstance(row[1], bytes) else row[1].encode() for row in rows])


def _lines(catalogue: Catalogue, extract: Extract, line: ColumnElement[Any]) -> Select[Any]:
    table = catalogue[extract.dataset.name].table
    query: Select[Any] = select(table.c.id, line.label("line")).where(*extract.where)
    return query.order_by(*(extract.order or (table.c.id,))).limit(extract.limit)


def _joined_by_sqlite(
    tx: Connection, catalogue: Catalogue, extract: Extract, line: ColumnElement[Any], between: str
) -> Iterator[bytes]:
    table = catalogue[extract.dataset.name].table
    page = _lines(catalogue, extract, line).where(table.c.id > bindparam("after", type_=Text))
    part = page.limit(bindparam("most")).subquery("part")
    query = select(func.max(part.c.id), func.count(), sqlite.batch(part, between))
    compiled = query.compile(dialect=tx.dialect, compile_kwargs={"render_postcompile": True})
    after, left = "", extract.limit
    while left is None or left > 0:
        most = _BATCH if left is None else min(_BATCH, left)
        last, count, run = sqlite.driver_cursor(tx, compiled, after=after, most=most).fetchone()
        if count:
            yield run
        if count < most:
            return
        after, left = last, left if left is None else left - count


def _sqlite_cursor(tx: Connection, query: Select[Any]) -> Any:
    compiled = query.compile(dialect=tx.dialect, compile_kwargs={"render_postcompile": True})
    return sqlite.driver_cursor(tx, compiled)


def _postgresql_cursor(tx: Connection, query: Select[Any]) -> Any:
    found = tx.execute(query.execution_options(stream_results=True, yield_per=_BATCH))
    return found
