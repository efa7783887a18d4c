"""Find the watches that a new version answers: the ledger first, then the outbox, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from core.storage.ledger import Ledger
from core.storage.outbox import Message, Outbox
from core.storage.revisions import Revisions
from core.storage.watches import Watches
from core.storage.work import Queue, Task, Work
from workers.archive import Write
from workers.context import Context
from workers.delivery.prepare import prepare
from workers.meters import MATCH_LATENCY
from workers.policy import POLICIES
from workers.route import Hit


def match(context: Context, work: Work) -> Write:
    """The subject is a range of positions in the order of publication, ``first-last``."""
    first, _, last = work.subject.partition("-")
    now = context.now()
    with context.db.read() as tx:
        versions = Revisions(tx).between(int(first), int(last))
        hits = list(context.route.match(tx, versions, now))

    def write(tx: Connection) -> None:
        enter(context, tx, hits, work.source, work.run_id)
        Watches(tx).keep_suspended(context.route.faults())
        if versions:
            waited = context.now() - min(version.at for version in versions)
            MATCH_LATENCY.observe(max(0.0, waited.total_seconds()))
        prepare(tx, now)

    return write


def enter(
    context: Context, tx: Connection, hits: Sequence[Hit], source: str = "", run: int | None = None
) -> int:
    """Enter hits in the ledger and put what is to be sent for the new ones in the outbox.

    Returns:
        How many are new: one that is in the ledger is told to nobody again.
    """
    now = context.now()
    fresh = {entry.match for entry in Ledger(tx).add([hit.match for hit in hits])}
    messages = [message for hit in hits if hit.match in fresh for message in _messages(context, hit)]
    tasks = [
        Task("deliver", str(message.id), source, run, POLICIES["deliver"].priority)
        for message in Outbox(tx).add(messages)
    ]
    Queue(tx).add(tasks, now)
    return len(fresh)


def _messages(context: Context, hit: Hit) -> list[Message]:
    return [
        Message(sending.channel, sending.subject, sending.payload, context.now()) for sending in hit.sendings
    ]
