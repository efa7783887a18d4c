"""Make messages of what is owed: one for a webhook, several entries for the others, digests when due.

A message and what it carries are written in one transaction, before anybody sends it: whoever dies on the
way, the message is there, once, under the number that the receiver knows it by.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from core.model.channel import Channel, ChannelKind, Rhythm
from core.storage.channels import Channels
from core.storage.database import Database
from core.storage.deliveries import Deliveries
from core.storage.locks import serialise
from core.storage.outbox import Message, Outbox
from core.storage.work import Queue, Task
from workers.delivery.rhythms import next_digest
from workers.feeds import slack, teams
from workers.policy import POLICIES

ENTRIES = {
    ChannelKind.WEBHOOK: 1,
    ChannelKind.SLACK: slack.AT_ONCE,
    ChannelKind.TEAMS: teams.AT_ONCE,
    ChannelKind.MAIL: 200,
    ChannelKind.PUSH: 500,
}
"""Most entries in one message."""


def prepare(tx: Connection, now: datetime) -> int:
    """Put what is owed into messages, and the messages in the queue; gives back how many were made.

    Two who prepare at once take turns: nothing is put into two messages.
    """
    if not is_due(tx, now):
        return 0
    serialise(tx, "deliveries")
    made = [message for channel in Channels(tx).due(now) for message in _digest(tx, channel, now)]
    for name in Deliveries(tx).channels_waiting():
        channel = Channels(tx).get(name)
        if channel is not None:
            made += _messages(tx, channel, now)
    _queue(tx, made, now)
    return len(made)


def is_due(tx: Connection, now: datetime) -> bool:
    """Whether there is something to prepare."""
    return bool(Deliveries(tx).channels_waiting() or Channels(tx).due(now))


def prepare_due(db: Database, now: datetime) -> int:
    """Prepare in a transaction of its own, which is only begun if something is due."""
    with db.read() as tx:
        if not is_due(tx, now):
            return 0
    with db.write_durably() as tx:
        return prepare(tx, now)


def enqueue(tx: Connection, channel: str, payload: Any, now: datetime) -> Message:
    """Put one message in the outbox and in the queue; its subject is its number for the receiver."""
    message = _message(tx, channel, payload, now)
    _queue(tx, [message], now)
    return message


def _digest(tx: Connection, channel: Channel, now: datetime) -> list[Message]:
    """A week without anything is told too, with how far the sources were read; a day is not."""
    due = next_digest(channel.rhythm, now)
    if due is not None:
        Channels(tx).next_digest(channel.id, due)
    made = _messages(tx, channel, now)
    if not made and channel.rhythm is Rhythm.WEEKLY:
        made = [_message(tx, channel.id, {"kind": "matches"}, now)]
    return made


def _messages(tx: Connection, channel: Channel, now: datetime) -> list[Message]:
    if channel.kind is ChannelKind.PUSH and Outbox(tx).of(channel.id, ["pending"]):
        return []  # a row must not overtake its next version: one message after the other
    made = []
    while batch := Deliveries(tx).waiting(channel.id, ENTRIES[channel.kind]):
        message = _message(tx, channel.id, {"kind": "matches"}, now)
        Deliveries(tx).carry(batch, message.id)
        made.append(message)
        if channel.kind is ChannelKind.PUSH:
            break
    return made


def _message(tx: Connection, channel: str, payload: Any, now: datetime) -> Message:
    (message,) = Outbox(tx).add([Message(channel, secrets.token_hex(16), payload, now)])
    return message


def _queue(tx: Connection, messages: Sequence[Message], now: datetime) -> None:
    # Of no run: a channel that does not answer holds up no run, and no run holds up a channel.
    tasks = [Task("deliver", str(each.id), "", None, POLICIES["deliver"].priority) for each in messages]
    if tasks:
        Queue(tx).add(tasks, now)


def replay(tx: Connection, messages: Sequence[Message], now: datetime) -> int:
    """Send messages once more, under their old numbers, with a new signature."""
    for message in messages:
        Outbox(tx).again(message.id, now)
    _queue(tx, messages, now)
    Queue(tx).repeat("deliver", [str(message.id) for message in messages], now)
    return len(messages)
