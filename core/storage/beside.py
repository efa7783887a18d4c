"""Connections of SQLite that read the very state a transaction reads: a walk shared by processors.

A connection has one reader at a time, and SQLite gives no name to a state by which another could ask for it.
But it tells a watcher whether anybody wrote (``PRAGMA data_version``): readers that begin while nobody does
read the same.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

_TRIES = 5
_MOST = 4
_ONE_STATE = "REPEATABLE READ"
_MEMORY = ("", ":memory:")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, with others beside it where the machine and the database have them.

    Where somebody writes all the time it is alone. On PostgreSQL it is, and all its questions see one state.
    """
    with engine.connect() as tx, ExitStack() as opened:
        if engine.dialect.name == "postgresql":
            tx.execution_options(isolation_level=_ONE_STATE)
        others = [opened.enter_context(closing(each)) for each in _others(engine)]
        yield tx.execution_options(beside=_begun(tx, others))


def beside(tx: Connection) -> tuple[sqlite3.Connection, ...]:
    """The connections that read what ``tx`` reads; none for a transaction that was begun alone."""
    found: tuple[sqlite3.Connection, ...] = tx.get_execution_options().get("beside", ())
    return found


def sees_one_state(tx: Connection) -> bool:
    """Whether several questions of a transaction are answered from one state."""
    sqlite = tx.dialect.name == "sqlite"
    return sqlite or tx.get_execution_options().get("isolation_level") == _ONE_STATE


def _others(engine: Engine) -> list[sqlite3.Connection]:
    """A reader for each processor and one that watches; none where one processor would do it all."""
    many = min(os.cpu_count() or 1, _MOST)
    path = engine.url.database or ""
    if many == 1 or engine.dialect.name != "sqlite" or path in _MEMORY:
        return []
    return [_opened(Path(path)) for _ in range(many + 1)]


def _opened(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def _begun(tx: Connection, others: list[sqlite3.Connection]) -> tuple[sqlite3.Connection, ...]:
    if not others:
        tx.begin()
        return ()
    watcher, *readers = others
    for _ in range(_TRIES):
        state = _state(watcher)
        begun = tx.begin()
        _look(tx.connection.driver_connection)
        for reader in readers:
            reader.execute("BEGIN")
            _look(reader)
        if _state(watcher) == state:
            return tuple(readers)
        begun.rollback()
        for reader in readers:
            reader.rollback()
    tx.begin()
    return ()


def _look(connection: Any) -> None:
    """A transaction of SQLite has its state from its first question on."""
    connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()


def _state(watcher: sqlite3.Connection) -> Any:
    return watcher.execute("PRAGMA data_version").fetchone()
