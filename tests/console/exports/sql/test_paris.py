"""The clock of Paris as SQLite tells it is that of the tz database, around every change of the hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Text, bindparam, select, type_coerce

from console.exports.cells import as_text
from console.exports.sql import sqlite
from core.model.dataset import Column, Kind
from core.storage.database import open_database
from core.storage.types import UtcDateTime

_COLUMN = Column("limite", Kind.DATETIME, "Limite", "Deadline")


def _changes() -> list[datetime]:
    """The first hours of the last days of March and October, and the middle of other months."""
    found = []
    for year in (1976, 1995, *range(1996, 2100, 5), 2099):
        for month in (3, 10):
            start = datetime(year, month, 24, 0, 59, 59, tzinfo=UTC)
            found += [start + timedelta(days=day, seconds=more) for day in range(8) for more in (0, 1)]
        found += [datetime(year, month, 15, 23, 30, tzinfo=UTC) for month in range(1, 13)]
    return found


def test_the_clock_of_paris() -> None:
    with open_database("sqlite://") as db, db.read() as tx:
        sqlite.prepare(tx)
        at = select(bindparam("at", type_=Text).label("at")).subquery().c.at
        moment_shown = select(sqlite.text(_COLUMN, at, ","))
        stamp_shown = select(type_coerce(sqlite.text(_COLUMN, type_coerce(at, UtcDateTime), ","), Text))
        for moment in _changes():
            for shown, stored in (
                (moment_shown, moment.isoformat()),
                (moment_shown, moment.replace(microsecond=999_999).isoformat()),
                (stamp_shown, moment.strftime("%Y-%m-%d %H:%M:%S.999999")),
            ):
                assert tx.execute(shown, {"at": stored}).scalar_one() == as_text(moment), stored
