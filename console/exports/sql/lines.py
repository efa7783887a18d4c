"""What the database says of rows: a text a row, or the texts of many rows as one run of bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Compiled,
    Connection,
    LargeBinary,
    Select,
    Text,
    bindparam,
    cast,
    func,
    select,
)

from console.exports.sql import postgresql, sqlite
from console.exports.sql.ahead import ahead, side_by_side
from core.model.dataset import Dataset
from core.storage.beside import beside, sees_one_state
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

    The database joins them itself, without Python's lock, where it reads rows in the order in which they are
    wanted: each run then begins behind the id at which the one before ended. A whole dataset is shared by the
    connections of SQLite beside the transaction.
    """
    query = _lines(catalogue, extract, line)
    dialect_of(tx).prepare(tx)
    whole = not extract.where and not extract.order and extract.limit is None
    if tx.dialect.name == "sqlite" and not extract.order and sqlite.reads_by_id(tx, query):
        joined = _joined_side_by_side if whole and beside(tx) else _joined_by_sqlite
        yield from joined(tx, catalogue, extract, line, between)
        return
    if tx.dialect.name == "postgresql" and whole and sees_one_state(tx):
        yield from ahead(_joined_by_postgresql(tx, catalogue, extract, line, between))
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
    yield from ahead(_one_after_another(tx, catalogue, extract, line, between))


def _one_after_another(
    tx: Connection, catalogue: Catalogue, extract: Extract, line: ColumnElement[Any], between: str
) -> Iterator[bytes]:
    table = catalogue[extract.dataset.name].table
    page = _lines(catalogue, extract, line).where(table.c.id > bindparam("after", type_=Text))
    part = page.limit(bindparam("most")).subquery("part")
    query = _compiled(tx, select(func.max(part.c.id), func.count(), sqlite.batch(part, between)))
    driver, after, left = tx.connection.driver_connection, "", extract.limit
    while left is None or left > 0:
        most = _BATCH if left is None else min(_BATCH, left)
        last, count, run = sqlite.driver_cursor(driver, query, after=after, most=most).fetchone()
        if count:
            yield run
        if count < most:
            return
        after, left = last, left if left is None else left - count


def _joined_side_by_side(
    tx: Connection, catalogue: Catalogue, extract: Extract, line: ColumnElement[Any], between: str
) -> Iterator[bytes]:
    """The transaction finds where each share of the rows ends, those beside it write the shares."""
    table = catalogue[extract.dataset.name].table
    page = _lines(catalogue, extract, line).where(table.c.id > bindparam("after", type_=Text))
    part = page.where(table.c.id <= bindparam("last", type_=Text)).subquery("part")
    query = _compiled(tx, select(sqlite.batch(part, between)))

    def read(reader: Any, share: tuple[str, str]) -> bytes | None:
        run: bytes | None = sqlite.driver_cursor(reader, query, after=share[0], last=share[1]).fetchone()[0]
        return run

    for run in side_by_side(beside(tx), read, _shares(tx, table.c.id)):
        if run is not None:
            yield run


def _shares(tx: Connection, identity: ColumnElement[str]) -> Iterator[tuple[str, str]]:
    """The ids behind which and up to which so many rows stand, over all rows."""
    behind = select(identity).where(identity > bindparam("after", type_=Text)).order_by(identity)
    query = _compiled(tx, behind.limit(1).offset(_BATCH - 1))
    last = tx.execute(select(func.max(identity))).scalar()
    after, driver = "", tx.connection.driver_connection
    while last is not None and after < last:
        found = sqlite.driver_cursor(driver, query, after=after).fetchone()
        until = last if found is None else found[0]
        yield after, until
        after = until


def _joined_by_postgresql(
    tx: Connection, catalogue: Catalogue, extract: Extract, line: ColumnElement[Any], between: str
) -> Iterator[bytes]:
    identity = catalogue[extract.dataset.name].table.c.id
    page = _lines(catalogue, extract, line).where(identity > bindparam("after", type_=Text))
    part = page.limit(_BATCH).subquery("part")
    query = select(func.max(part.c.id), postgresql.batch(part, between))
    after: str | None = ""
    while after is not None:
        after, run = tx.execute(query, {"after": after}).one()
        if run is not None:
            yield run.encode()


def _compiled(tx: Connection, query: Select[*tuple[Any, ...]]) -> Compiled:
    return query.compile(dialect=tx.dialect, compile_kwargs={"render_postcompile": True})


def _sqlite_cursor(tx: Connection, query: Select[Any]) -> Any:
    return sqlite.driver_cursor(tx.connection.driver_connection, _compiled(tx, query))


def _postgresql_cursor(tx: Connection, query: Select[Any]) -> Any:
    found = tx.execute(query.execution_options(stream_results=True, yield_per=_BATCH))
    return found
