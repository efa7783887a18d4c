"""The audit log: lines are added, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select

from core.model.person import Deed
from core.storage.access_schema import AUDIT


@dataclass(frozen=True, slots=True)
class Audit:
    """The log, inside a transaction: a deed and its line are stored together or not at all."""

    tx: Connection

    def add(
        self, actor: str, action: str, subject: str, at: datetime, *, detail: str = "", address: str = ""
    ) -> None:
        """Write a line; ``detail`` must hold no secret."""
        row = {"actor": actor, "action": action, "subject": subject, "detail": detail, "address": address}
        self.tx.execute(insert(AUDIT).values(at=at, **row))

    def lines(
        self, limit: int, *, before: int | None = None, action: str = "", about: str = ""
    ) -> list[Deed]:
        """The latest lines, of one action or about one actor or subject where they are given."""
        query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit)
        query = query.where(AUDIT.c.id < before) if before is not None else query
        query = query.where(AUDIT.c.action == action) if action else query
        query = query.where(or_(AUDIT.c.actor == about, AUDIT.c.subject == about)) if about else query
        return [Deed(**row) for row in self.tx.execute(query).mappings()]
