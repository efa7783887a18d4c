"""The private addresses of feeds: 32 random bytes, of which only the SHA-256 digest is stored."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select, update

from core.storage.channel_schema import FEED_TOKEN
from core.storage.upsert import insert_missing


def new_token() -> str:
    """A token for an address, 43 characters."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Address:
    """A private address that is open, by the digest of its token."""

    digest: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class FeedTokens:
    """The tokens, inside a transaction."""

    tx: Connection

    def add(self, token: str, watch: str, at: datetime) -> None:
        """Open a watch to whoever has the token."""
        insert_missing(self.tx, FEED_TOKEN, [{"digest": _digest(token), "watch": watch, "created_at": at}])

    def watch(self, token: str) -> str | None:
        """The watch that a token opens; None for one that is unknown or revoked."""
        query = select(FEED_TOKEN.c.watch).where(FEED_TOKEN.c.digest == _digest(token))
        return self.tx.execute(query.where(FEED_TOKEN.c.revoked_at.is_(None))).scalar()

    def revoke(self, watch: str, at: datetime) -> int:
        """Close all private addresses of a watch; gives back how many."""
        here = (FEED_TOKEN.c.watch == watch) & FEED_TOKEN.c.revoked_at.is_(None)
        return self.tx.execute(update(FEED_TOKEN).where(here).values(revoked_at=at)).rowcount

    def of(self, watch: str) -> list[Address]:
        """The private addresses of a watch that are open, oldest first."""
        query = select(FEED_TOKEN.c.digest, FEED_TOKEN.c.created_at).order_by(FEED_TOKEN.c.created_at)
        here = (FEED_TOKEN.c.watch == watch) & FEED_TOKEN.c.revoked_at.is_(None)
        return [Address(*row) for row in self.tx.execute(query.where(here))]

    def close(self, watch: str, digest: str, at: datetime) -> bool:
        """Close one private address of a watch; whether it was one that was open."""
        here = (
            (FEED_TOKEN.c.watch == watch)
            & (FEED_TOKEN.c.digest == digest)
            & FEED_TOKEN.c.revoked_at.is_(None)
        )
        return self.tx.execute(update(FEED_TOKEN).where(here).values(revoked_at=at)).rowcount == 1

    def count(self, watch: str) -> int:
        """How many private addresses of a watch are open."""
        query = select(func.count()).where(FEED_TOKEN.c.watch == watch, FEED_TOKEN.c.revoked_at.is_(None))
        return self.tx.execute(query).scalar_one()


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
