"""What the work of the stages is about."""

from __future__ import annotations

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.storage.erasures import Erasures
from core.storage.extractions import Extractions
from core.storage.snapshots import Snapshots
from core.storage.staged import Staged
from core.storage.work import Queue, Task, Work
from workers.amending import reader_for
from workers.context import Context
from workers.policy import POLICIES

ARCHIVE = "archive"
"""The form of what holds no reading of its own."""


def snapshot_of(context: Context, work: Work) -> Snapshot:
    """The snapshot that a piece of work is about."""
    with context.db.read() as tx:
        return snapshot_in(tx, work)


def snapshot_in(tx: Connection, work: Work) -> Snapshot:
    """The same, in a transaction."""
    snapshot = Snapshots(tx).get(int(work.subject))
    if snapshot is None:
        raise KeyError(f"no snapshot {work.subject}")
    return snapshot


def is_erased(context: Context, sha256: str) -> bool:
    """Whether bytes are kept no longer because of what they say of a person."""
    with context.db.read() as tx:
        return Erasures(tx).is_erased(sha256)


def run_of(work: Work) -> int:
    """The run that work on documents belongs to."""
    if work.run_id is None:
        raise KeyError(f"{work.stage} {work.subject} belongs to no run")
    return work.run_id


def stage_of(context: Context, snapshot: Snapshot, data: bytes) -> str:
    """The step that reads an answer: archives are taken apart first."""
    members = context.route.members(data, file_name(snapshot.url, snapshot.key))
    return "extract" if members is None else "unpack"


def stage_again(tx: Connection, snapshot: Snapshot) -> str:
    """The step that read an answer before, whose bytes may be gone."""
    taken = Extractions(tx).latest(snapshot.sha256, snapshot.source)
    return "unpack" if taken and taken.form == ARCHIVE else "extract"


def read_on(
    context: Context, tx: Connection, work: Work, snapshot: Snapshot, stage: str, *, fresh: bool
) -> None:
    """Put the reading of a stored answer in the queue, unless this reader has dealt with the same bytes."""
    if not fresh and Extractions(tx).settled(snapshot, reader_for(context, tx, snapshot.sha256)):
        Staged(tx).adopt(snapshot.source, snapshot.key, run_of(work))
        return
    task = Task(stage, str(snapshot.id), work.source, work.run_id, POLICIES[stage].priority)
    Queue(tx).add([task], context.now())


def file_name(url: str, key: str) -> str:
    """The name of the file at an address, else the key: extensions help to recognise a format."""
    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    return path.rpartition("/")[2] or key
