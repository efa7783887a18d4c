"""How often something was tried lately: what limits guessing and flooding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from core.storage.access_schema import ATTEMPT

_KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` attempts of a kind in a time."""

    kind: str
    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts, inside a transaction."""

    tx: Connection

    def note(self, limit: Limit, subject: str, at: datetime) -> None:
        """Remember an attempt."""
        self.tx.execute(delete(ATTEMPT).where(ATTEMPT.c.at < at - _KEPT))
        self.tx.execute(insert(ATTEMPT).values(kind=limit.kind, subject=subject[:200], at=at))

    def wait(self, limit: Limit, subject: str, at: datetime) -> timedelta:
        """How long to wait before the next attempt; nothing where it may be made now."""
        here = (ATTEMPT.c.kind == limit.kind, ATTEMPT.c.subject == subject[:200])
        recent = (*here, ATTEMPT.c.at > at - limit.within)
        count = self.tx.execute(select(func.count()).select_from(ATTEMPT).where(*recent)).scalar_one()
        if count < limit.most:
            return timedelta(0)
        nth = select(ATTEMPT.c.at).where(*recent).order_by(ATTEMPT.c.at.desc()).offset(limit.most - 1)
        oldest: datetime = self.tx.execute(nth.limit(1)).scalar_one()
        return max(oldest + limit.within - at, timedelta(seconds=1))

    def forget(self, limit: Limit, subject: str) -> None:
        """An attempt succeeded: those before it don't count."""
        here = (ATTEMPT.c.kind == limit.kind, ATTEMPT.c.subject == subject[:200])
        self.tx.execute(delete(ATTEMPT).where(*here))
