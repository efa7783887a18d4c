"""What people watch, and where they want to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from core.model.watch import Range, Watch
from core.storage.access_schema import WATCH_OWNER
from core.storage.channel_schema import CHANNEL, DELIVERY, FEED_TOKEN, SENDING
from core.storage.feed_tokens import FeedTokens
from core.storage.locks import serialise
from core.storage.schema import LEDGER, OUTBOX, WATCH
from core.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Watches:
    """The watches, inside a transaction (``write_durably`` where one is changed)."""

    tx: Connection

    def put(self, watch: Watch, at: datetime) -> None:
        """Store a watch, in place of the one with its id; its channels stay, a suspension is lifted.

        The times of changes grow in the order in which they become visible: :meth:`since` misses none.
        """
        serialise(self.tx, "watches")
        row = {
            "id": watch.id,
            "name": watch.name,
            "datasets": list(watch.datasets),
            "words": watch.words,
            "accept": {column: list(values) for column, values in watch.accept.items()},
            "ranges": {column: [each.low, each.high] for column, each in watch.ranges.items()},
            "token": "",
            "created_at": watch.created_at or at,
            "paused_at": watch.paused_at,
            "suspended": "",
            "updated_at": self._next(at),
        }
        upsert(self.tx, WATCH, [row])
        if watch.token:
            FeedTokens(self.tx).add(watch.token, watch.id, at)

    def get(self, watch: str) -> Watch | None:
        """The watch of that id."""
        return self._one(WATCH.c.id == watch)

    def by_token(self, token: str) -> Watch | None:
        """The watch whose private address has that token."""
        watch = FeedTokens(self.tx).watch(token) if token else None
        return self.get(watch) if watch else None

    def all(self) -> list[Watch]:
        """Every watch, by name."""
        query = select(WATCH).order_by(WATCH.c.name, WATCH.c.id)
        return [_watch(row) for row in self.tx.execute(query).mappings()]

    def remove(self, watch: str) -> None:
        """Forget a watch, its channels and addresses, what it found and what it sent."""
        serialise(self.tx, "watches")
        channels = select(CHANNEL.c.id).where(CHANNEL.c.watch == watch)
        for table in (SENDING, OUTBOX):
            self.tx.execute(delete(table).where(table.c.channel.in_(channels)))
        for table in (DELIVERY, LEDGER, CHANNEL, FEED_TOKEN, WATCH_OWNER):
            self.tx.execute(delete(table).where(table.c.watch == watch))
        self.tx.execute(delete(WATCH).where(WATCH.c.id == watch))

    def pause(self, watch: str, at: datetime | None) -> None:
        """Pause a watch, or resume it with None."""
        self._set(watch, paused_at=at)

    def suspend(self, watch: str, reason: str) -> None:
        """Say why a watch can't be matched (its query fails); an empty reason lifts it."""
        self._set(watch, suspended=reason)

    def suspended(self) -> dict[str, str]:
        """The watches that can't be matched, with the reason: they are told of, never deleted."""
        query = select(WATCH.c.id, WATCH.c.suspended).where(WATCH.c.suspended != "")
        return {row.id: row.suspended for row in self.tx.execute(query)}

    def keep_suspended(self, faults: Mapping[str, str]) -> None:
        """Suspend the watches that could not be evaluated, by reason, and lift it from all others."""
        known = self.suspended()
        for watch in known.keys() | faults.keys():
            if known.get(watch) != faults.get(watch):
                self.suspend(watch, faults.get(watch, ""))

    def changed(self) -> dict[str, datetime]:
        """When each watch was last changed by a person."""
        return {row.id: row.updated_at for row in self.tx.execute(select(WATCH.c.id, WATCH.c.updated_at))}

    def since(self, moment: datetime | None) -> list[Watch]:
        """The watches changed after a moment; all of them for None."""
        query = select(WATCH) if moment is None else select(WATCH).where(WATCH.c.updated_at > moment)
        return [_watch(row) for row in self.tx.execute(query).mappings()]

    def _next(self, at: datetime) -> datetime:
        latest, _ = self.stamp()
        return at if latest is None else max(at, latest + timedelta(microseconds=1))

    def stamp(self) -> tuple[datetime | None, int]:
        """When a watch last changed and how many there are: a matcher with an older stamp reads them anew."""
        row = self.tx.execute(select(func.max(WATCH.c.updated_at), func.count())).one()
        return row[0], row[1]

    def _one(self, where: Any) -> Watch | None:
        row = self.tx.execute(select(WATCH).where(where)).mappings().first()
        return _watch(row) if row else None

    def _set(self, watch: str, **values: Any) -> None:
        self.tx.execute(update(WATCH).where(WATCH.c.id == watch).values(**values))


def _watch(row: Mapping[Any, Any]) -> Watch:
    return Watch(
        id=row["id"],
        name=row["name"],
        datasets=tuple(row["datasets"]),
        words=row["words"],
        accept={column: tuple(values) for column, values in row["accept"].items()},
        ranges={column: Range(*ends) for column, ends in row["ranges"].items()},
        created_at=row["created_at"],
        paused_at=row["paused_at"],
    )
