"""DuckDB over a columnar copy of a table: for groups of a large dataset; never needed for a right answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb
from sqlalchemy import Dialect, Select
from sqlalchemy.dialects.postgresql.base import PGDialect

from console.api.engines import CannotAnswer, Row, Statement, TooLong, positional
from console.api.odsql.flavours.duckdb import Duckdb


def _dialect() -> Dialect:
    return PGDialect(paramstyle="qmark")  # type: ignore[no-untyped-call]


@dataclass
class DuckdbEngine:
    """The rows of a DuckDB connection."""

    connection: duckdb.DuckDBPyConnection
    flavour: Duckdb = field(default_factory=Duckdb)
    _spelling: Dialect = field(default_factory=_dialect)

    def prepare(self, select: Select[Any]) -> Statement:
        """A statement in the spelling of DuckDB."""
        return positional(select, self._spelling)

    def rows(self, statement: Statement, seconds: float) -> list[Row]:
        """All rows, within a time."""
        cursor = self.connection.cursor()
        stop = threading.Timer(seconds, cursor.interrupt)
        stop.start()
        try:
            return list(cursor.execute(statement.sql, statement.parameters).fetchall())
        except duckdb.InterruptException:
            raise TooLong from None
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
            raise CannotAnswer(str(error)) from error
        finally:
            stop.cancel()
            cursor.close()

    def mark(self) -> Any:
        """It cannot be told."""
        return None

    def stream(self, statement: Statement) -> Iterator[Row]:
        """The rows one by one."""
        cursor = self.connection.cursor().execute(statement.sql, statement.parameters)
        while rows := cursor.fetchmany(1_000):
            yield from rows
