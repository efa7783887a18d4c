"""Send again to a channel that was paused or disabled; the owner of an address has the last word."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from core.errors import InputError
from core.model.channel import Channel
from core.storage.channels import Channels
from core.storage.consents import Answer, Consents
from core.storage.deliveries import Deliveries
from core.storage.outbox import Outbox
from workers.delivery.prepare import prepare, replay
from workers.delivery.rhythms import next_digest


class Unsubscribed(InputError):
    """The owner of the address has ended the mails: nobody else takes them up again."""

    code = "unsubscribed"
    hint = "Its owner takes them up again on the page that the foot of each mail leads to."


class Unconfirmed(InputError):
    """The owner of the address has been asked for consent and has not given it."""

    code = "unconfirmed"
    hint = "The mail that was sent to the address leads to the page where its owner agrees."


def resume(tx: Connection, channel: Channel, now: datetime) -> int:
    """Send again, also what was owed meanwhile; gives back how many messages that makes.

    Raises:
        Unsubscribed: the owner of the address does not want any.
        Unconfirmed: the owner has not agreed yet.
    """
    if channel.unsubscribed:
        raise Unsubscribed("the address has unsubscribed")
    if channel.unconfirmed:
        raise Unconfirmed("the owner of the address has not agreed yet")
    Channels(tx).enable(channel.id)
    again = replay(tx, Outbox(tx).of(channel.id, ["dead"]), now)
    return again + prepare(tx, now)


def subscribe_again(tx: Connection, channel: Channel, now: datetime) -> None:
    """The owner of the address wants mails, again or at last: those of what is found from now on.

    That he said so is kept.
    """
    Consents(tx).note(channel.target, Answer.AGREED, channel.id, now)
    Deliveries(tx).forget_waiting(channel.id)
    Channels(tx).enable(channel.id)
    due = next_digest(channel.rhythm, now)
    if due is not None:
        Channels(tx).next_digest(channel.id, due)
