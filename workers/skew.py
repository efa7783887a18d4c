"""How far the clock of this host is from that of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from core.storage.database import Database
from core.storage.moment import database_now

TOLERANCE = timedelta(seconds=5)
"""Far less than a lease: a host that is further ahead would take the work of living workers for lost."""


def skew(db: Database, now: Callable[[], datetime]) -> timedelta:
    """This clock less that of the database, over all that one question takes; zero with SQLite."""
    with db.read() as tx:
        theirs = database_now(tx)
        ours = now()
    return timedelta() if theirs is None else ours - theirs
