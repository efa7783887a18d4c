"""PostgreSQL, which stops a query itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from psycopg import errors
from sqlalchemy import Engine, Select
from sqlalchemy.exc import DBAPIError

from console.api.engines import CannotAnswer, Row, Statement, TooLong
from console.api.odsql.flavours.postgresql import Postgresql

_BATCH = 1_000


@dataclass
class PostgresqlEngine:
    """The rows of a PostgreSQL database, in transactions that only read."""

    engine: Engine
    flavour: Postgresql = field(default_factory=Postgresql)

    def prepare(self, select: Select[Any]) -> Statement:
        """A statement in the spelling of psycopg."""
        compiled = select.compile(dialect=self.engine.dialect, compile_kwargs={"render_postcompile": True})
        return Statement(str(compiled), dict(compiled.params))

    def rows(self, statement: Statement, seconds: float) -> list[Row]:
        """All rows, within a time."""
        try:
            with self.engine.connect() as tx, tx.begin():
                tx.exec_driver_sql("SET TRANSACTION READ ONLY")
                tx.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
                return [tuple(row) for row in tx.exec_driver_sql(statement.sql, statement.parameters)]
        except DBAPIError as error:
            if isinstance(error.orig, errors.QueryCanceled):
                raise TooLong from None
            if isinstance(error.orig, errors.DataError):
                raise CannotAnswer(str(error.orig)) from error
            raise

    def mark(self) -> Any:
        """It cannot be told."""
        return None

    def stream(self, statement: Statement) -> Iterator[Row]:
        """The rows one by one, by a cursor of the server."""
        with self.engine.connect() as tx, tx.begin():
            options = {"stream_results": True, "yield_per": _BATCH}
            for row in tx.exec_driver_sql(statement.sql, statement.parameters, execution_options=options):
                yield tuple(row)
