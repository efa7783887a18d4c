"""Find the watches that a new version answers: the ledger first, then the outbox, in one transaction."""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage.ledger import Ledger
from core.storage.outbox import Message, Outbox
from core.storage.revisions import Revisions
from core.storage.work import Queue, Task, Work
from workers.archive import Write
from workers.context import Context
from workers.policy import POLICIES
from workers.route import Hit


def match(context: Context, work: Work) -> Write:
    """The subject is ``dataset/version/record``."""
    dataset, version, record = work.subject.split("/", 2)
    now = context.now()
    with context.db.read() as tx:
        stored = Revisions(tx).get(dataset, record, int(version))
        if stored is None:
            raise KeyError(f"no version {work.subject}")
        hits = {hit.match.watch: hit for hit in context.route.match(tx, stored, now)}

    def write(tx: Connection) -> None:
        fresh = Ledger(tx).add([hit.match for hit in hits.values()])
        messages = [message for entry in fresh for message in _messages(context, hits[entry.match.watch])]
        tasks = [
            Task("deliver", str(message.id), work.source, work.run_id, POLICIES["deliver"].priority)
            for message in Outbox(tx).add(messages)
        ]
        Queue(tx).add(tasks, now)

    return write


def _messages(context: Context, hit: Hit) -> list[Message]:
    return [
        Message(sending.channel, sending.subject, sending.payload, context.now()) for sending in hit.sendings
    ]
