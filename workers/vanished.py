"""What the listing before named and this one does not: the difference of two listings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from core.storage.listings import Listings
from core.storage.runs import Run
from workers.notes import note

NAMED = 10
"""So many of them are named."""


def vanished(tx: Connection, run: Run, now: datetime) -> list[str]:
    """The documents that are listed no more; ``now`` is when those of this run were noted.

    A document that has become several (``2026-03-12`` split into ``2026-03-12:a:b``) is there still, and
    several that have become one again are too.
    """
    listings = Listings(tx, run.source)
    before = listings.before(run)
    if before is None:
        return []
    missing = listings.seen_between(before[0], now, run.window)
    listed = (
        listings.seen_between(now, datetime.max.replace(tzinfo=now.tzinfo), run.window) if missing else []
    )
    return [key for key in missing if not any(_is_part(key, other) for other in listed)]


def told(missing: list[str], found: int) -> list[str]:
    """Why a listing is not believed: more has vanished from it than stands in it."""
    if len(missing) <= found:
        return []
    names = ", ".join(missing[:NAMED]) + (", …" if len(missing) > NAMED else "")
    return [note("vanished", count=len(missing), names=names)]


def _is_part(one: str, other: str) -> bool:
    return one.startswith(f"{other}:") or other.startswith(f"{one}:")
