"""INSERT … ON CONFLICT: the two databases write it alike, SQLAlchemy makes it for each dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]


def insert_for(tx: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The dialect's INSERT, which knows ON CONFLICT."""
    return postgresql.insert(table) if tx.dialect.name == "postgresql" else sqlite.insert(table)


def upsert(tx: Connection, table: Table, rows: Rows, key: Sequence[str] = ()) -> None:
    """Insert rows; one whose key (the primary key by default) is there already is overwritten."""
    if not rows:
        return
    names = list(key) or [column.name for column in table.primary_key]
    statement = insert_for(tx, table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in names}
    tx.execute(statement.on_conflict_do_update(index_elements=names, set_=others), list(rows))


def insert_missing(tx: Connection, table: Table, rows: Rows, key: Sequence[str] = ()) -> None:
    """Insert rows; those whose key is there already stay as they are."""
    if rows:
        names = list(key) or [column.name for column in table.primary_key]
        tx.execute(insert_for(tx, table).on_conflict_do_nothing(index_elements=names), list(rows))
