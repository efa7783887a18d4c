"""What is owed to each channel: a row for each watch, channel, record and version (law 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from core.model.channel import Rhythm
from core.model.watch import Match, Reason
from core.storage.channel_schema import CHANNEL, DELIVERY, SENDING
from core.storage.schema import LEDGER, OUTBOX, WATCH
from core.storage.upsert import insert_missing

_SOME = 500
"""Values given to one statement."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A version of a record owed to a channel; ``state`` is waiting, pending, sent or dead."""

    id: int
    channel: str
    match: Match
    message: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Sent:
    """An attempt to send a message; ``answer`` is what was said, ``error`` why it failed."""

    channel: str
    message: int
    at: datetime
    milliseconds: int
    answer: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries, inside a transaction."""

    tx: Connection

    def owe(self, matches: Sequence[Match]) -> None:
        """Owe new matches to the channels of their watches; those of a paused watch are owed to nobody."""
        watches = sorted({match.watch for match in matches})
        channels: dict[str, list[str]] = {}
        for start in range(0, len(watches), _SOME):
            query = select(CHANNEL.c.watch, CHANNEL.c.id).join(WATCH, WATCH.c.id == CHANNEL.c.watch)
            some = CHANNEL.c.watch.in_(watches[start : start + _SOME])
            for watch, channel in self.tx.execute(query.where(some, WATCH.c.paused_at.is_(None))):
                channels.setdefault(watch, []).append(channel)
        key = ["watch", "channel", "dataset", "record", "version"]
        rows = [_row(match, channel) for match in matches for channel in channels.get(match.watch, ())]
        insert_missing(self.tx, DELIVERY, rows, key)

    def waiting(self, channel: str, limit: int) -> list[Delivery]:
        """What no message carries yet, oldest first."""
        return self._found(_QUERY.where(DELIVERY.c.channel == channel, DELIVERY.c.message.is_(None)), limit)

    def channels_waiting(self) -> list[str]:
        """The channels but disabled ones that are owed something at once which no message carries."""
        query = select(DELIVERY.c.channel).join(CHANNEL, CHANNEL.c.id == DELIVERY.c.channel).distinct()
        query = query.where(
            DELIVERY.c.message.is_(None), CHANNEL.c.disabled_at.is_(None), CHANNEL.c.rhythm == Rhythm.INSTANT
        )
        return sorted(self.tx.execute(query).scalars())

    def carry(self, deliveries: Sequence[Delivery], message: int) -> None:
        """A message of the outbox carries these."""
        ids = [each.id for each in deliveries]
        for start in range(0, len(ids), _SOME):
            here = DELIVERY.c.id.in_(ids[start : start + _SOME])
            self.tx.execute(update(DELIVERY).where(here).values(message=message))

    def waiting_count(self, channel: str) -> int:
        """How much no message carries yet."""
        query = select(func.count()).where(DELIVERY.c.channel == channel, DELIVERY.c.message.is_(None))
        return self.tx.execute(query).scalar_one()

    def forget_waiting(self, channel: str) -> None:
        """Owe the channel nothing of what no message carries yet."""
        self.tx.execute(delete(DELIVERY).where(DELIVERY.c.channel == channel, DELIVERY.c.message.is_(None)))

    def carried(self, message: int, limit: int | None = None) -> list[Delivery]:
        """What a message carries, oldest first."""
        return self._found(_QUERY.where(DELIVERY.c.message == message), limit)

    def sizes(self, messages: Sequence[int]) -> dict[int, int]:
        """How much each message carries; those that carry nothing are left out."""
        query = select(DELIVERY.c.message, func.count()).where(DELIVERY.c.message.in_(messages))
        return {row[0]: row[1] for row in self.tx.execute(query.group_by(DELIVERY.c.message))}

    def latest(self, channel: str, limit: int) -> list[Delivery]:
        """The latest deliveries of a channel, latest first."""
        query = _QUERY.where(DELIVERY.c.channel == channel).order_by(None).order_by(DELIVERY.c.id.desc())
        return self._found(query, limit)

    def told_before(self, channel: str, delivery: Delivery) -> int:
        """The latest version of the record, before this one, that the channel has taken; 0 if none."""
        query = select(func.max(DELIVERY.c.version)).join(OUTBOX, OUTBOX.c.id == DELIVERY.c.message)
        query = query.where(
            DELIVERY.c.channel == channel,
            DELIVERY.c.dataset == delivery.match.dataset,
            DELIVERY.c.record == delivery.match.record,
            DELIVERY.c.version < delivery.match.version,
            OUTBOX.c.state == "sent",
        )
        return self.tx.execute(query).scalar() or 0

    def log(self, sent: Sent) -> None:
        """Note an attempt."""
        row = {name: getattr(sent, name) for name in Sent.__dataclass_fields__}
        self.tx.execute(SENDING.insert().values(**row))

    def attempts(self, channel: str, limit: int) -> list[Sent]:
        """The latest attempts on a channel, latest first."""
        query = select(*(SENDING.c[name] for name in Sent.__dataclass_fields__))
        query = query.where(SENDING.c.channel == channel).order_by(SENDING.c.id.desc()).limit(limit)
        return [Sent(*row) for row in self.tx.execute(query)]

    def _found(self, query: Select[Any], limit: int | None) -> list[Delivery]:
        return [_delivery(row) for row in self.tx.execute(query.limit(limit)).mappings()]


_QUERY = (
    select(DELIVERY, OUTBOX.c.state, LEDGER.c.matched_at, LEDGER.c.reasons)
    .outerjoin(OUTBOX, OUTBOX.c.id == DELIVERY.c.message)
    .join(
        LEDGER,
        (LEDGER.c.watch == DELIVERY.c.watch)
        & (LEDGER.c.dataset == DELIVERY.c.dataset)
        & (LEDGER.c.record == DELIVERY.c.record)
        & (LEDGER.c.version == DELIVERY.c.version),
    )
    .order_by(DELIVERY.c.id)
)


def _row(match: Match, channel: str) -> dict[str, Any]:
    return {
        "watch": match.watch,
        "channel": channel,
        "dataset": match.dataset,
        "record": match.record,
        "version": match.version,
        "at": match.matched_at,
    }


def _delivery(row: Mapping[Any, Any]) -> Delivery:
    reasons = tuple(Reason(**reason) for reason in row["reasons"])
    match = Match(row["watch"], row["dataset"], row["record"], row["version"], row["matched_at"], reasons)
    state = row["state"] or "waiting"
    return Delivery(row["id"], row["channel"], match, row["message"], state)
