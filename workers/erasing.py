"""Carry erasures out where no transaction reaches: the archive, the database's files, its index of words.

Safe to be killed at any moment and begun anew: what is still to go is told by the database.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, text

from core.storage.blobs import Blobs
from core.storage.database import Database
from core.storage.erasures import Erasures
from core.storage.finding import table_of


def carry_out(db: Database, blobs: Blobs, now: datetime) -> int:
    """Let erased bytes leave the archive, and what the database still has of erased rows leave its files.

    Returns:
        How many documents left the archive.
    """
    with db.read() as tx:
        waiting = Erasures(tx).waiting()
    if waiting:
        clean(db)
    for sha256 in waiting:
        blobs.erase(sha256)
        with db.write() as tx:
            Erasures(tx).gone(sha256, now)
    return len(waiting)


def clean(db: Database) -> None:
    """Leave no former state of a row in the files of the database.

    SQLite: deleted words leave the index when its parts are merged, and pages written before leave the log.
    PostgreSQL: dead rows and their entries in indexes go.
    """
    if db.sqlite:
        _clean_sqlite(db)
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))


def vacuum(db: Database) -> None:
    """Write the database anew: also what was freed before SQLite was told to leave nothing there."""
    clean(db)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.cursor().execute("VACUUM")
        if db.sqlite:
            _truncate_log(connection)


def _clean_sqlite(db: Database) -> None:
    with db.read() as tx:
        touched = [entry for name, entry in db.catalogue.items() if Erasures(tx).count(name)]
    for entry in touched:
        words = table_of(entry.table.name)
        with db.write() as tx:
            tx.exec_driver_sql(f"INSERT INTO {words} ({words}) VALUES ('optimize')")  # noqa: S608
    with db.engine.connect() as connection:
        _truncate_log(connection)


def _truncate_log(connection: Connection) -> None:
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cursor.fetchall()
    cursor.close()
