"""The clock of the database server: the one that all hosts share."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, text


def database_now(tx: Connection) -> datetime | None:
    """The time at the server; None for SQLite, whose clock is that of the process."""
    if tx.dialect.name != "postgresql":
        return None
    moment: datetime = tx.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment.astimezone(UTC)
