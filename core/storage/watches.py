"""What people watch, and the ledger of what was found for them: a row before any send (law 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from core.storage.locks import serialise
from core.storage.schema import LEDGER, WATCH
from core.storage.upsert import insert_for, upsert


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question; ``query`` is its parsed form, ``channels`` where answers go.

    ``state`` is active, paused (by its owner) or suspended (the query fails; ``reason`` says how).
    """

    id: str
    name: str
    owner: str
    query: Any
    channels: Any
    state: str
    reason: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """That a version of a record answers a watch; ``seq`` is the cursor of feeds, 0 before it is stored."""

    watch: str
    dataset: str
    record: str
    version: int
    matched_at: datetime
    reasons: Any
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Watches:
    """The watches, inside a transaction (``write_durably`` where one is changed)."""

    tx: Connection

    def put(self, watch: Watch) -> None:
        """Store a watch, in place of the one with its id."""
        row = {name: getattr(watch, name) for name in Watch.__dataclass_fields__}
        upsert(self.tx, WATCH, [row])

    def get(self, watch: str) -> Watch | None:
        """The watch of that id."""
        row = self.tx.execute(select(WATCH).where(WATCH.c.id == watch)).mappings().first()
        return Watch(**row) if row else None

    def all(self, state: str | None = None) -> list[Watch]:
        """Every watch, or those of a state, by name."""
        query = select(WATCH).order_by(WATCH.c.name, WATCH.c.id)
        query = query.where(WATCH.c.state == state) if state else query
        return [Watch(**row) for row in self.tx.execute(query).mappings()]

    def set_state(self, watch: str, state: str, reason: str, at: datetime) -> None:
        """Pause, suspend or resume a watch."""
        values = {"state": state, "reason": reason, "updated_at": at}
        self.tx.execute(update(WATCH).where(WATCH.c.id == watch).values(**values))

    def stamp(self) -> datetime | None:
        """When any watch last changed: a matcher whose index is older builds it anew."""
        return self.tx.execute(select(func.max(WATCH.c.updated_at))).scalar()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The matches, inside a transaction."""

    tx: Connection

    def add(self, matches: Sequence[Match]) -> list[Match]:
        """Enter matches; gives back those that are new: only they may be sent."""
        serialise(self.tx, "ledger")
        return [stored for match in matches if (stored := self._add(match)) is not None]

    def of(self, watch: str, after: int = 0, limit: int = 100) -> list[Match]:
        """The matches of a watch after a cursor, in order."""
        query = select(LEDGER).where(LEDGER.c.watch == watch, LEDGER.c.id > after)
        rows = self.tx.execute(query.order_by(LEDGER.c.id).limit(limit)).mappings()
        return [_match(row) for row in rows]

    def latest(self, watch: str, limit: int = 100, before: int | None = None) -> list[Match]:
        """The matches of a watch, latest first, from before a cursor."""
        query = select(LEDGER).where(LEDGER.c.watch == watch)
        query = query.where(LEDGER.c.id < before) if before is not None else query
        rows = self.tx.execute(query.order_by(LEDGER.c.id.desc()).limit(limit)).mappings()
        return [_match(row) for row in rows]

    def _add(self, match: Match) -> Match | None:
        row = {name: getattr(match, name) for name in Match.__dataclass_fields__ if name != "seq"}
        insert = insert_for(self.tx, LEDGER).values(**row)
        key = ["watch", "dataset", "record", "version"]
        made = self.tx.execute(insert.on_conflict_do_nothing(index_elements=key).returning(LEDGER))
        stored = made.mappings().first()
        return _match(stored) if stored else None


def _match(row: Any) -> Match:
    values = {name: row[name] for name in Match.__dataclass_fields__ if name != "seq"}
    return Match(**values, seq=row["id"])
