"""Read-only connections to the SQLite file, one a thread, stopped by a progress handler."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from console.api.engines import CannotAnswer, Row, Statement, TooLong, positional
from console.api.odsql.flavours.sqlite import Sqlite, register

_STEPS = 2_000
"""Instructions of SQLite between two looks at the clock: about a tenth of a millisecond."""
_WAITING = 5
"""Time is that of the processor: on a busy machine a quick query is quick still. Waiting counts a fifth."""
_BATCH = 1_000


@dataclass
class SqliteEngine:
    """Rows in SQLite; ``opened`` gives a connection that only reads."""

    opened: Callable[[], sqlite3.Connection]
    flavour: Sqlite = field(default_factory=Sqlite)
    _local: threading.local = field(default_factory=threading.local)
    _numbers: Iterator[int] = field(default_factory=count)
    _dialect: SQLiteDialect_pysqlite = field(default_factory=SQLiteDialect_pysqlite)

    def prepare(self, select: Select[Any]) -> Statement:
        """A statement in the spelling of SQLite."""
        return positional(select, self._dialect)

    def rows(self, statement: Statement, seconds: float) -> list[Row]:
        """All rows, within a time."""
        connection = self._connection()
        until, at_last = time.thread_time() + seconds, time.monotonic() + seconds * _WAITING
        connection.set_progress_handler(
            lambda: time.thread_time() > until or time.monotonic() > at_last, _STEPS
        )
        try:
            return connection.execute(statement.sql, statement.parameters).fetchall()
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise TooLong from None
            if "overflow" in str(error):
                raise CannotAnswer(str(error)) from error
            raise
        except OverflowError as error:
            raise CannotAnswer(str(error)) from error
        finally:
            connection.set_progress_handler(None, 0)

    def mark(self) -> Any:
        """SQLite's own counter of the writings of others, which only one connection can compare."""
        connection = self._connection()
        return self._local.number, connection.execute("PRAGMA data_version").fetchone()[0]

    def stream(self, statement: Statement) -> Iterator[Row]:
        """The rows one by one, over a connection of their own: pages are asked for meanwhile."""
        connection = self.opened()
        try:
            cursor = connection.execute(statement.sql, statement.parameters)
            while rows := cursor.fetchmany(_BATCH):
                yield from rows
        finally:
            connection.close()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self.opened()
            self._local.number = next(self._numbers)
        return connection


def of_file(path: Path) -> SqliteEngine:
    """The rows of a file; writers are never waited for, and never disturbed."""

    def opened() -> sqlite3.Connection:
        address = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA mmap_size=1073741824")
        connection.execute("PRAGMA temp_store=MEMORY")
        register(connection)
        return connection

    return SqliteEngine(opened)
