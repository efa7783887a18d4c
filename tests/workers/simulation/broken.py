"""Two mistakes that the design rules out, made on purpose: a simulator must see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

from sqlalchemy import Connection

from core.storage.outbox import Message, Outbox
from core.storage.revisions import Revisions
from core.storage.work import Queue, Task, Work
from workers import step
from workers.archive import Write
from workers.context import Context
from workers.policy import POLICIES
from workers.step import Step, Verdict


@contextmanager
def handed_over_after_the_commit() -> Iterator[None]:
    """A step is marked done in one transaction; its result and the next steps are written in another."""

    def commit(context: Context, work: Work, write: Write) -> Step:
        with context.db.write() as tx:
            if not Queue(tx).done(work, context.now()):
                return Step(work.stage, work.subject, work.source, Verdict.LOST)
        with context.db.write() as tx:
            write(tx)
        return Step(work.stage, work.subject, work.source, Verdict.DONE)

    with patch.object(step, "_commit", commit):
        yield


@contextmanager
def alerted_without_a_ledger() -> Iterator[None]:
    """Each matching writes its messages, whatever was told before, and is marked done after that."""
    numbers = count(1)

    def match(context: Context, work: Work) -> Write:
        first, _, last = work.subject.partition("-")
        with context.db.read() as tx:
            versions = Revisions(tx).between(int(first), int(last))
            hits = list(context.route.match(tx, versions, context.now()))
        sendings = [sending for hit in hits for sending in hit.sendings]
        messages = [
            Message(each.channel, f"{each.subject}#{next(numbers)}", each.payload, context.now())
            for each in sendings
        ]
        with context.db.write() as tx:
            tasks = [
                Task("deliver", str(one.id), work.source, work.run_id, POLICIES["deliver"].priority)
                for one in Outbox(tx).add(messages)
            ]
            Queue(tx).add(tasks, context.now())

        def nothing(_tx: Connection) -> None:
            return None

        return nothing

    with patch.dict(step.STAGES, {"match": match}):
        yield
