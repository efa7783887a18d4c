"""Measure the datasets of a source after one of its runs is published."""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage.schema import WORK
from core.storage.work import Queue, Work, WorkState
from workers.archive import Write
from workers.context import Context


def measure(context: Context, work: Work) -> Write:
    """The subject is the number of the run; where a later run of the source waits for it, that one measures.

    A night of many runs would read the whole datasets after each of them.
    """
    if context.route.measured is None or _measured_later(context, work):
        return _nothing
    return context.route.measured(context.db, context.sources[work.source].datasets, context.now())


def _measured_later(context: Context, work: Work) -> bool:
    later = (WORK.c.stage == work.stage, WORK.c.source == work.source, WORK.c.id > work.id)
    with context.db.read() as tx:
        return Queue(tx).count(*later, WORK.c.state == WorkState.READY) > 0


def _nothing(_tx: Connection) -> None:
    return None
