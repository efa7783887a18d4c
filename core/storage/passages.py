"""Passages over the rows of an older store, each made once and for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from core.storage.schema import PASSAGE
from core.storage.upsert import insert_missing


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages that were made, inside a transaction."""

    tx: Connection

    def made(self, name: str) -> bool:
        """Whether a passage has come to its end."""
        return self.tx.execute(select(PASSAGE.c.name).where(PASSAGE.c.name == name)).first() is not None

    def keep(self, name: str, at: datetime) -> None:
        """Remember that a passage has come to its end."""
        insert_missing(self.tx, PASSAGE, [{"name": name, "at": at}])
