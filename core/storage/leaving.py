"""What ends when a person leaves: the account, its sessions and links, and what its watches tell."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from core.storage.credentials import Invitations, Sessions
from core.storage.feed_tokens import FeedTokens
from core.storage.ownership import Ownership
from core.storage.people import People
from core.storage.watches import Watches


def close_account(tx: Connection, person: int, now: datetime) -> list[str]:
    """Close an account; gives back the names of the watches that are paused by it.

    The watches of the person alone tell nobody anything more, by no channel and at no private address: nobody
    else could end that. Those of a team go on. All that they found stays, for who opens the account again.
    """
    People(tx).disable(person, now)
    Sessions(tx).end_all(person)
    Invitations(tx).drop(person)
    paused = []
    for name in Ownership(tx).alone(person):
        FeedTokens(tx).revoke(name, now)
        watch = Watches(tx).get(name)
        if watch is not None and watch.paused_at is None:
            Watches(tx).pause(name, now)
            paused.append(watch.name)
    return paused
