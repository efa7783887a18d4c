"""What the work of the stages is about."""

from __future__ import annotations

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.storage.extractions import Extractions
from core.storage.snapshots import Snapshots
from core.storage.work import Queue, Task, Work
from workers.context import Context
from workers.policy import POLICIES


def snapshot_of(context: Context, work: Work) -> Snapshot:
    """The snapshot that a piece of work is about."""
    with context.db.read() as tx:
        snapshot = Snapshots(tx).get(int(work.subject))
    if snapshot is None:
        raise KeyError(f"no snapshot {work.subject}")
    return snapshot


def read_on(
    context: Context, tx: Connection, work: Work, snapshot: Snapshot, data: bytes, *, fresh: bool
) -> None:
    """Put the reading of a stored answer in the queue, unless this reader has dealt with the same bytes."""
    if not fresh and Extractions(tx).settled(snapshot, context.route.reader):
        return
    archive = context.route.members(data, file_name(snapshot.url, snapshot.key)) is not None
    stage = "unpack" if archive else "extract"
    task = Task(stage, str(snapshot.id), work.source, work.run_id, POLICIES[stage].priority)
    Queue(tx).add([task], context.now())


def file_name(url: str, key: str) -> str:
    """The name of the file at an address, else the key: extensions help to recognise a format."""
    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    return path.rpartition("/")[2] or key
