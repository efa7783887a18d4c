"""How far the clock of this host is from that of the database."""

from __future__ import annotations

from datetime import timedelta

from core.storage.moment import database_now
from workers.context import Context

TOLERANCE = timedelta(seconds=5)
"""Far less than a lease: a host that is further ahead would take the work of living workers for lost."""


def skew(context: Context) -> timedelta:
    """This clock less that of the database, over all that one question takes; zero with SQLite."""
    with context.db.read() as tx:
        theirs = database_now(tx)
        ours = context.now()
    return timedelta() if theirs is None else ours - theirs
