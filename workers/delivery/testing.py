"""Tests that a person asks for: a message without a publication, sent at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from core.clock import utc_now
from core.errors import VeilleError
from core.model.channel import Channel
from core.model.watch import Watch
from core.settings import Settings
from core.storage.database import Database
from core.storage.outbox import Message, Outbox
from workers.delivery.errors import Postponed
from workers.delivery.installed import courier_for
from workers.delivery.prepare import enqueue
from workers.feeds.wording import Wording


def test_message(tx: Connection, channel: Channel, watch: Watch, now: datetime) -> Message:
    """Put a test in the outbox; a worker sends it, if nobody did at once."""
    say = Wording(channel.language)
    title, text = say("mail.test", name=watch.name), say("mail.test_text")
    payload = {"kind": "test", "title": title, "text": text, "at": now.isoformat()}
    return enqueue(tx, channel.id, payload, now)


def try_now(database: Database, settings: Settings, message: Message) -> tuple[str, bool]:
    """Send a message without waiting for a worker: what was answered, and whether it was taken.

    One that was not taken is tried again by the workers.
    """
    try:
        answer = courier_for(database, settings)(message)
    except Postponed as later:
        return str(later), False
    except VeilleError as error:
        return str(error), False
    with database.write_durably() as tx:
        Outbox(tx).sent(message.id, utc_now())
    return answer, True
