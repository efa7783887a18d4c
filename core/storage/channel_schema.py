"""The tables of what is sent: channels of watches, deliveries owed to them, the log, addresses of feeds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, UniqueConstraint

from core.storage.schema import METADATA
from core.storage.types import JsonText, UtcDateTime

_SERIAL = BigInteger().with_variant(Integer, "sqlite")

CHANNEL = Table(
    "channel",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("rhythm", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("secrets", JsonText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UtcDateTime),
    Column("retry_at", UtcDateTime),
    Column("warned_at", UtcDateTime),
    Column("disabled_at", UtcDateTime),
    Column("disabled_for", Text, nullable=False),
    Index(None, "watch"),
)

DELIVERY = Table(
    "delivery",
    METADATA,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("watch", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("dataset", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("message", _SERIAL),
    UniqueConstraint("watch", "channel", "dataset", "record", "version"),
    Index(None, "channel", "message"),
    Index(None, "message"),
)
"""``message`` is the row of the outbox that carries it; none as long as it waits for its digest."""

SENDING = Table(
    "sending",
    METADATA,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("channel", Text, nullable=False),
    Column("message", _SERIAL, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("error", Text, nullable=False),
    Index(None, "channel", "id"),
)
"""Each attempt to send a message, whatever came of it."""

FEED_TOKEN = Table(
    "feed_token",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Index(None, "watch"),
)
"""The private addresses of feeds; of each token only the SHA-256 digest is stored."""

CONSENT = Table(
    "consent",
    METADATA,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "address", "at"),
)
"""What addresses were asked and what they answered; of each address only the SHA-256 digest is stored.

Lines are added only, and outlive the channel: they are the proof of consent, and of a refusal.
"""
