"""What is to be sent to others, written in the transaction that decides it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from core.storage.schema import OUTBOX
from core.storage.upsert import insert_for


@dataclass(frozen=True, slots=True)
class Message:
    """A message for a channel; ``subject`` makes it the only one of its kind, and is the idempotency key.

    ``state`` is pending, sent or dead.
    """

    channel: str
    subject: str
    payload: Any
    run_at: datetime
    state: str = "pending"
    attempts: int = 0
    last_error: str | None = None
    sent_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Outbox:
    """The messages, inside a transaction."""

    tx: Connection

    def add(self, messages: Sequence[Message]) -> list[Message]:
        """Write messages; one whose subject is there already is not written again."""
        return [stored for message in messages if (stored := self._add(message)) is not None]

    def get(self, message: int) -> Message | None:
        """The message of that number."""
        row = self.tx.execute(select(OUTBOX).where(OUTBOX.c.id == message)).mappings().first()
        return _message(row) if row else None

    def pending(self, channel: str | None = None, limit: int = 1000) -> list[Message]:
        """What waits, oldest first."""
        query = select(OUTBOX).where(OUTBOX.c.state == "pending")
        query = query.where(OUTBOX.c.channel == channel) if channel else query
        rows = self.tx.execute(query.order_by(OUTBOX.c.id).limit(limit)).mappings()
        return [_message(row) for row in rows]

    def sent(self, message: int, at: datetime) -> None:
        """The channel has taken the message."""
        self._set(message, state="sent", sent_at=at, last_error=None, attempts=OUTBOX.c.attempts + 1)

    def failed(self, message: int, run_at: datetime, error: str) -> None:
        """The channel has not taken the message; it is tried again at ``run_at``."""
        self._set(message, run_at=run_at, last_error=error, attempts=OUTBOX.c.attempts + 1)

    def dead(self, message: int, error: str) -> None:
        """Nobody will try again by himself."""
        self._set(message, state="dead", last_error=error, attempts=OUTBOX.c.attempts + 1)

    def again(self, message: int, at: datetime) -> None:
        """Send a message once more, under the same subject."""
        self._set(message, state="pending", run_at=at, attempts=0)

    def of(self, channel: str, states: Collection[str]) -> list[Message]:
        """The messages of a channel in some states, oldest first."""
        query = select(OUTBOX).where(OUTBOX.c.channel == channel, OUTBOX.c.state.in_(states))
        return [_message(row) for row in self.tx.execute(query.order_by(OUTBOX.c.id)).mappings()]

    def latest(self, channels: Collection[str], limit: int, before: int | None = None) -> list[Message]:
        """The messages of some channels, latest first, from before a number."""
        query = select(OUTBOX).where(OUTBOX.c.channel.in_(channels))
        query = query.where(OUTBOX.c.id < before) if before is not None else query
        return [
            _message(row)
            for row in self.tx.execute(query.order_by(OUTBOX.c.id.desc()).limit(limit)).mappings()
        ]

    def _add(self, message: Message) -> Message | None:
        row = {name: getattr(message, name) for name in Message.__dataclass_fields__ if name != "id"}
        insert = insert_for(self.tx, OUTBOX).values(**row)
        key = ["channel", "subject"]
        made = self.tx.execute(insert.on_conflict_do_nothing(index_elements=key).returning(OUTBOX))
        stored = made.mappings().first()
        return _message(stored) if stored else None

    def _set(self, message: int, **values: Any) -> None:
        self.tx.execute(update(OUTBOX).where(OUTBOX.c.id == message).values(**values))


def _message(row: Mapping[Any, Any]) -> Message:
    return Message(**row)
