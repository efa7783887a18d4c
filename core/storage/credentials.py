"""Secrets handed out once: invitations, sessions, handshakes with an identity provider, keys of programs.

The secret itself is never stored: who reads the database can use none of them. They are random enough
(256 bits) that a plain SHA-256 is as good as a slow hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from core.model.person import ApiKey
from core.storage.access_schema import API_KEY, HANDSHAKE, INVITATION, SESSION

KEY_PREFIX = "veille_"
_SHOWN = len(KEY_PREFIX) + 6


def digest_of(secret: str) -> str:
    """How a secret is stored."""
    return sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Invitations:
    """Links by which a person sets a password; each is good once."""

    tx: Connection

    def add(self, person: int, at: datetime, lasting: timedelta) -> str:
        """The secret of a new link; earlier ones of the person are void."""
        self.tx.execute(delete(INVITATION).where(INVITATION.c.person == person))
        secret = secrets.token_urlsafe(32)
        row = {"digest": digest_of(secret), "person": person, "expires_at": at + lasting}
        self.tx.execute(insert(INVITATION).values(**row))
        return secret

    def person(self, secret: str, at: datetime) -> int | None:
        """Whose link this is, None for one that is unknown, used or out of date."""
        here = (INVITATION.c.digest == digest_of(secret), INVITATION.c.expires_at > at)
        return self.tx.execute(select(INVITATION.c.person).where(*here)).scalar()

    def drop(self, person: int) -> None:
        """The links of a person are used."""
        self.tx.execute(delete(INVITATION).where(INVITATION.c.person == person))


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser that is signed in; ``digest`` names it without opening it."""

    digest: str
    person: int
    created_at: datetime
    expires_at: datetime
    agent: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """The browsers that are signed in."""

    tx: Connection

    def add(self, person: int, at: datetime, lasting: timedelta, agent: str) -> str:
        """The secret of a new session; those that are out of date go."""
        self.tx.execute(delete(SESSION).where(SESSION.c.expires_at <= at))
        secret = secrets.token_urlsafe(32)
        row = {
            "digest": digest_of(secret),
            "person": person,
            "created_at": at,
            "expires_at": at + lasting,
            "agent": agent[:200],
        }
        self.tx.execute(insert(SESSION).values(**row))
        return secret

    def get(self, secret: str, at: datetime) -> OpenSession | None:
        """The session of a secret."""
        here = (SESSION.c.digest == digest_of(secret), SESSION.c.expires_at > at)
        row = self.tx.execute(select(SESSION).where(*here)).mappings().first()
        return OpenSession(**row) if row else None

    def of(self, person: int, at: datetime) -> list[OpenSession]:
        """The sessions of a person, latest first."""
        here = (SESSION.c.person == person, SESSION.c.expires_at > at)
        query = select(SESSION).where(*here).order_by(SESSION.c.created_at.desc())
        return [OpenSession(**row) for row in self.tx.execute(query).mappings()]

    def end(self, secret: str) -> None:
        """Sign one browser out."""
        self.tx.execute(delete(SESSION).where(SESSION.c.digest == digest_of(secret)))

    def end_all(self, person: int, *, but: str = "") -> None:
        """Sign a person out everywhere, but for the session of one digest."""
        self.tx.execute(delete(SESSION).where(SESSION.c.person == person, SESSION.c.digest != but))


@dataclass(frozen=True, slots=True)
class Handshakes:
    """What is remembered while a browser is at an identity provider; each is taken up once."""

    tx: Connection

    def add(self, state: str, data: Mapping[str, Any], at: datetime, lasting: timedelta) -> None:
        """Remember; those that are out of date go."""
        self.tx.execute(delete(HANDSHAKE).where(HANDSHAKE.c.expires_at <= at))
        row = {"digest": digest_of(state), "data": dict(data), "expires_at": at + lasting}
        self.tx.execute(insert(HANDSHAKE).values(**row))

    def take(self, state: str, at: datetime) -> Mapping[str, Any] | None:
        """What was remembered under a state, and forget it."""
        here = HANDSHAKE.c.digest == digest_of(state)
        row = self.tx.execute(delete(HANDSHAKE).where(here).returning(HANDSHAKE)).mappings().first()
        return row["data"] if row and row["expires_at"] > at else None


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """The keys of programs."""

    tx: Connection

    def add(
        self, person: int, name: str, scopes: Collection[str], at: datetime, expires_at: datetime | None
    ) -> tuple[str, ApiKey]:
        """The secret of a new key, which is shown this once, and the key."""
        secret = KEY_PREFIX + secrets.token_urlsafe(32)
        row = {
            "person": person,
            "name": name,
            "prefix": secret[:_SHOWN],
            "scopes": sorted(scopes),
            "created_at": at,
            "expires_at": expires_at,
        }
        made = insert(API_KEY).values(digest=digest_of(secret), **row).returning(API_KEY)
        return secret, _key(self.tx.execute(made).mappings().one())

    def get(self, secret: str) -> ApiKey | None:
        """The key of a secret, valid or not."""
        row = self.tx.execute(select(API_KEY).where(API_KEY.c.digest == digest_of(secret))).mappings().first()
        return _key(row) if row else None

    def of(self, person: int) -> list[ApiKey]:
        """The keys of a person, latest first."""
        query = select(API_KEY).where(API_KEY.c.person == person).order_by(API_KEY.c.id.desc())
        return [_key(row) for row in self.tx.execute(query).mappings()]

    def revoke(self, person: int, key: int, at: datetime) -> bool:
        """Close a key of a person; False where the person has no such key."""
        here = (API_KEY.c.id == key, API_KEY.c.person == person, API_KEY.c.revoked_at.is_(None))
        return self.tx.execute(update(API_KEY).where(*here).values(revoked_at=at)).rowcount == 1


def _key(row: Mapping[Any, Any]) -> ApiKey:
    known = {name: value for name, value in row.items() if name != "digest"}
    return ApiKey(**{**known, "scopes": frozenset(row["scopes"])})
