"""Measure the datasets of a source after one of its runs is published."""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage.work import Work
from workers.archive import Write
from workers.context import Context


def measure(context: Context, work: Work) -> Write:
    """The subject is the number of the run."""
    if context.route.measured is None:
        return _nothing
    return context.route.measured(context.db, context.sources[work.source].datasets, context.now())


def _nothing(_tx: Connection) -> None:
    return None
