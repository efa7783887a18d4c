"""Documents whose tables people have mended: read with their edits, read again when one is made or undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from core.clock import paris
from core.model.source import Window
from core.storage.runs import Runs
from core.storage.snapshots import Snapshots
from core.storage.table_edits import TableEdits, read_with
from core.storage.work import Queue, Task
from workers.advance import HANDED
from workers.context import Context
from workers.policy import POLICIES


def reader_for(context: Context, tx: Connection, sha256: str) -> str:
    """The name of what reads these bytes: the readers, and the edits of their tables that stand."""
    return read_with(context.route.reader, TableEdits(tx).in_force(sha256))


def read_again(tx: Connection, sha256: str, cause: str, now: datetime) -> list[int]:
    """Put the reading of a document in the queue, for each address it was fetched from.

    Each is a run of its own, whose rows are published as those of a file that a person hands over: no guard
    of a flow has a say. ``cause`` names the run; the numbers of the runs are given.
    """
    today, runs = paris(now).date(), []
    for snapshot in Snapshots(tx).of_bytes(sha256):
        run, _ = Runs(tx).open(snapshot.source, HANDED, cause, Window(today, today), now)
        task = Task("extract", str(snapshot.id), snapshot.source, run.id, POLICIES["extract"].priority)
        Queue(tx).add([task], now)
        runs.append(run.id)
    return runs
