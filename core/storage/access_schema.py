"""The tables of people: accounts, teams, sessions, keys, attempts, the audit log, and who is at which row.

Of every secret only the SHA-256 digest is stored; of a password only what Argon2id makes of it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from core.storage.schema import METADATA
from core.storage.types import JsonText, UtcDateTime

_SERIAL = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", _SERIAL, primary_key=True, autoincrement=True)


def _person() -> Column[int]:
    return Column("person", _SERIAL, ForeignKey("person.id"), nullable=False)


PERSON = Table(
    "person",
    METADATA,
    _id(),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("password", Text),
    Column("subject", Text),
    Column("roles", JsonText, nullable=False),
    Column("datasets", JsonText, nullable=False),
    Column("profile", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("disabled_at", UtcDateTime),
    UniqueConstraint("email"),
    UniqueConstraint("subject"),
)

TEAM = Table("team", METADATA, _id(), Column("name", Text, nullable=False), UniqueConstraint("name"))

TEAM_MEMBER = Table(
    "team_member",
    METADATA,
    Column("team", _SERIAL, ForeignKey("team.id"), primary_key=True, autoincrement=False),
    Column("person", _SERIAL, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Index(None, "person"),
)

INVITATION = Table(
    "invitation",
    METADATA,
    Column("digest", Text, primary_key=True),
    _person(),
    Column("expires_at", UtcDateTime, nullable=False),
)

SESSION = Table(
    "session",
    METADATA,
    Column("digest", Text, primary_key=True),
    _person(),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("agent", Text, nullable=False),
    Index(None, "person"),
)

HANDSHAKE = Table(
    "handshake",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("data", JsonText, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

API_KEY = Table(
    "api_key",
    METADATA,
    _id(),
    Column("digest", Text, nullable=False),
    _person(),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("scopes", JsonText, nullable=False),
    Column("calls", Integer),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
    UniqueConstraint("digest"),
    Index(None, "person"),
)

ATTEMPT = Table(
    "attempt",
    METADATA,
    _id(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "kind", "subject", "at"),
)

AUDIT = Table(
    "audit",
    METADATA,
    _id(),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index(None, "action", "id"),
)

WATCH_OWNER = Table(
    "watch_owner",
    METADATA,
    Column("watch", Text, primary_key=True),
    Column("person", _SERIAL, ForeignKey("person.id")),
    Column("team", _SERIAL, ForeignKey("team.id")),
    Index(None, "person"),
    Index(None, "team"),
)
