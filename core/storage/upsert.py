"""INSERT … ON CONFLICT: the two databases write it alike, SQLAlchemy makes it for each dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]


def insert_for(tx: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The dialect's INSERT, which knows ON CONFLICT."""
    return insert_of(tx.dialect.name, table)


def upsert(tx: Connection, table: Table, rows: Rows, key: Sequence[str] = ()) -> None:
    """Insert rows; one whose key (the primary key by default) is there already is overwritten."""
    if not rows:
        return
    tx.execute(_upserting(tx.dialect.name, table, _key(table, key), tuple(rows[0])), list(rows))


def insert_missing(tx: Connection, table: Table, rows: Rows, key: Sequence[str] = ()) -> None:
    """Insert rows; those whose key is there already stay as they are."""
    if rows:
        tx.execute(_adding(tx.dialect.name, table, _key(table, key)), list(rows))


def _key(table: Table, key: Sequence[str]) -> tuple[str, ...]:
    return tuple(key) or tuple(column.name for column in table.primary_key)


# Made once: SQLAlchemy takes longer to put such a statement together than the database to run it.
@lru_cache(maxsize=256)
def _upserting(
    dialect: str, table: Table, key: tuple[str, ...], columns: tuple[str, ...]
) -> postgresql.Insert | sqlite.Insert:
    statement = insert_of(dialect, table)
    others = {name: statement.excluded[name] for name in columns if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=others)


@lru_cache(maxsize=256)
def _adding(dialect: str, table: Table, key: tuple[str, ...]) -> postgresql.Insert | sqlite.Insert:
    return insert_of(dialect, table).on_conflict_do_nothing(index_elements=key)


def insert_of(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The same, for a dialect by its name."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
