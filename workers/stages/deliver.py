"""Hand a message to its channel; the number of the message is the idempotency key it carries."""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage.outbox import Outbox
from core.storage.work import Work
from workers.archive import Write
from workers.context import Context
from workers.delivery.prepare import prepare


def deliver(context: Context, work: Work) -> Write:
    """The subject is the number of a message.

    A channel that does not take it raises, and the queue tries again on the schedule of the stage. A worker
    killed between the sending and the commit sends once more: the receiver knows the message by its key.
    """
    number = int(work.subject)
    with context.db.read() as tx:
        message = Outbox(tx).get(number)
    if message is None or message.state != "pending":
        return lambda _tx: None
    context.route.deliver(message)

    def write(tx: Connection) -> None:
        Outbox(tx).sent(number, context.now())
        prepare(tx, context.now())

    return write
