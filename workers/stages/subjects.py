"""What the work of the stages is about."""

from __future__ import annotations

from core.model.document import Snapshot
from core.storage.snapshots import Snapshots
from core.storage.work import Task, Work
from workers.context import Context
from workers.policy import POLICIES


def snapshot_of(context: Context, work: Work) -> Snapshot:
    """The snapshot that a piece of work is about."""
    with context.db.read() as tx:
        snapshot = Snapshots(tx).get(int(work.subject))
    if snapshot is None:
        raise KeyError(f"no snapshot {work.subject}")
    return snapshot


def read_task(snapshot: int, work: Work, *, archive: bool) -> Task:
    """The next step of a stored answer."""
    stage = "unpack" if archive else "extract"
    return Task(stage, str(snapshot), work.source, work.run_id, POLICIES[stage].priority)


def file_name(url: str, key: str) -> str:
    """The name of the file at an address, else the key: extensions help to recognise a format."""
    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    return path.rpartition("/")[2] or key
