"""The channels of watches, and how they fare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from core.model.channel import Channel, ChannelKind, Language, Rhythm, Secret
from core.storage.channel_schema import CHANNEL
from core.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels, inside a transaction (``write_durably`` where a person changes one)."""

    tx: Connection

    def put(self, channel: Channel) -> None:
        """Store a channel, in place of the one with its id."""
        row = {name: getattr(channel, name) for name in Channel.__dataclass_fields__}
        upsert(self.tx, CHANNEL, [{**row, "secrets": _written(channel.secrets)}])

    def get(self, channel: str) -> Channel | None:
        """The channel of that id."""
        row = self.tx.execute(select(CHANNEL).where(CHANNEL.c.id == channel)).mappings().first()
        return _channel(row) if row else None

    def of(self, watch: str) -> list[Channel]:
        """The channels of a watch, oldest first."""
        query = select(CHANNEL).where(CHANNEL.c.watch == watch).order_by(CHANNEL.c.created_at, CHANNEL.c.id)
        return [_channel(row) for row in self.tx.execute(query).mappings()]

    def all(self) -> list[Channel]:
        """Every channel, oldest first."""
        query = select(CHANNEL).order_by(CHANNEL.c.created_at, CHANNEL.c.id)
        return [_channel(row) for row in self.tx.execute(query).mappings()]

    def change(self, channel: str, rhythm: Rhythm, language: Language, due_at: datetime | None) -> None:
        """When and in which language it sends from now on."""
        self._set(channel, rhythm=rhythm, language=language, due_at=due_at)

    def remove(self, channel: str) -> None:
        """Forget a channel; what was owed to it is sent to nobody."""
        self.tx.execute(delete(CHANNEL).where(CHANNEL.c.id == channel))

    def due(self, at: datetime) -> list[Channel]:
        """The channels whose digest is due."""
        query = select(CHANNEL).where(CHANNEL.c.due_at <= at, CHANNEL.c.disabled_at.is_(None))
        return [_channel(row) for row in self.tx.execute(query.order_by(CHANNEL.c.id)).mappings()]

    def next_digest(self, channel: str, at: datetime) -> None:
        """When the next digest is made."""
        self._set(channel, due_at=at)

    def secrets(self, channel: str, secrets: Sequence[Secret]) -> None:
        """What messages are signed with from now on."""
        self._set(channel, secrets=_written(secrets))

    def took(self, channel: str) -> None:
        """The channel has taken a message: what failed before is forgotten."""
        self._set(channel, failures=0, failing_since=None, retry_at=None, warned_at=None)

    def failed(self, channel: Channel, at: datetime, retry_at: datetime) -> None:
        """An attempt failed."""
        since = channel.failing_since or at
        self._set(channel.id, failures=CHANNEL.c.failures + 1, failing_since=since, retry_at=retry_at)

    def warned(self, channel: str, at: datetime) -> None:
        """People have been told that the channel fails."""
        self._set(channel, warned_at=at)

    def disable(self, channel: str, at: datetime, reason: str) -> None:
        """Send nothing more; what is owed is kept."""
        self._set(channel, disabled_at=at, disabled_for=reason, retry_at=None)

    def enable(self, channel: str) -> None:
        """Send again."""
        self._set(channel, disabled_at=None, disabled_for="")
        self.took(channel)

    def _set(self, channel: str, **values: Any) -> None:
        self.tx.execute(update(CHANNEL).where(CHANNEL.c.id == channel).values(**values))


def _written(secrets: Sequence[Secret]) -> list[list[str | None]]:
    return [[each.value, each.until.isoformat() if each.until else None] for each in secrets]


def _channel(row: Mapping[Any, Any]) -> Channel:
    secrets = tuple(
        Secret(value, datetime.fromisoformat(until) if until else None) for value, until in row["secrets"]
    )
    kind, rhythm = ChannelKind(row["kind"]), Rhythm(row["rhythm"])
    return Channel(**{**row, "kind": kind, "rhythm": rhythm, "secrets": secrets})
