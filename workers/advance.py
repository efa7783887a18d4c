"""Move runs on: open them, and publish those whose documents all have their verdict."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from core.model.source import Source, Window
from core.storage.runs import Run, Runs
from core.storage.work import Queue, Task
from workers.context import Context
from workers.policy import BEFORE_PUBLISHING, POLICIES

LIVE, REPLAY, HANDED = "live", "replay", "file"
"""The modes of a run: over the publisher, over recorded answers, over a file that a person hands over."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A passage to make over a source: the days, and where its documents are had."""

    source: Source
    window: Window
    mode: str = LIVE
    origin: str = ""
    quiet: bool = False


def open_run(context: Context, plan: Plan) -> Run:
    """Begin the run of a plan, or go on with the one that was interrupted."""
    with context.db.write() as tx:
        return begin_run(tx, plan, context.now())


def begin_run(tx: Connection, plan: Plan, now: datetime) -> Run:
    """The same, inside a transaction."""
    run, fresh = Runs(tx).open(plan.source.name, plan.mode, plan.origin, plan.window, now, quiet=plan.quiet)
    if fresh:
        task = Task("discover", str(run.id), run.source, run.id, POLICIES["discover"].priority)
        Queue(tx).add([task], now)
    return run


def advance(context: Context, runs: Collection[int] | None = None) -> int:
    """Put the publication of every finished run in the queue.

    Returns:
        How many were put there.
    """
    with context.db.read() as tx:
        through = Queue(tx).through(BEFORE_PUBLISHING, "publish")
    tasks = [
        Task("publish", str(run), source, run, POLICIES["publish"].priority)
        for run, source in through.items()
        if runs is None or run in runs
    ]
    if tasks:
        with context.db.write() as tx:
            Queue(tx).add(tasks, context.now())
    return len(tasks)
