"""Turns that writers take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds SQLite's write lock from its start, so that it can't fail half-way for it."""
    with engine.connect() as connection, _immediate(connection).begin():
        yield connection


@contextmanager
def writing_durably(engine: Engine) -> Iterator[Connection]:
    """The same, on the disk when it returns: SQLite waits for the disk; PostgreSQL always does."""
    if engine.dialect.name != "sqlite":
        with writing(engine) as tx:
            yield tx
        return
    with engine.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute("PRAGMA synchronous=FULL")
        try:
            with _immediate(connection).begin():
                yield connection
        finally:
            raw.execute("PRAGMA synchronous=NORMAL")


def _immediate(connection: Connection) -> Connection:
    return connection.execution_options(immediate=True)


def serialise(tx: Connection, subject: str) -> None:
    """Make writers of a subject take turns until the end of the transaction.

    SQLite has one writer anyway. On PostgreSQL it also makes the numbers of a serial column become visible in
    their order, without which a reader with a cursor would miss a row that is committed late.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(hashtext(:subject))"), {"subject": f"veille:{subject}"})
