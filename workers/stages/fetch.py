"""Fetch a document; bytes that we have already need nothing more."""

from __future__ import annotations

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.storage.runs import Runs
from core.storage.snapshots import Documents, Snapshots, Validators
from core.storage.work import Work
from workers.archive import Write, archived
from workers.context import Context
from workers.origins import Unchanged
from workers.stages.subjects import is_erased, read_on, run_of, stage_again, stage_of


def fetch(context: Context, work: Work) -> Write:
    """The subject is ``source/key``."""
    source, _, key = work.subject.partition("/")
    with context.db.read() as tx:
        run = Runs(tx).get(run_of(work))
        reference = Documents(tx).get(source, key)
        latest = Snapshots(tx).latest(source, key)
        validators = _validators(tx, source, key, latest)
    if reference is None:
        raise KeyError(f"no document {work.subject}")
    answer = context.origin_for(run).fetch(reference.url, validators)
    if answer is None:
        return lambda tx: Documents(tx).mark(source, key, "gone")
    if isinstance(answer, Unchanged):
        return _still(context, work, latest)
    return _arrived(context, work, archived(context, source, key, answer), answer.body)


def _validators(tx: Connection, source: str, key: str, latest: Snapshot | None) -> Validators:
    """None for a document that could not be read: what came may have been cut, under the tag of the whole."""
    if latest is None or latest.id is None or Documents(tx).state(source, key) == "refused":
        return Validators()
    return Snapshots(tx).validators(latest.id)


def _arrived(context: Context, work: Work, snapshot: Snapshot, data: bytes) -> Write:
    stage = stage_of(context, snapshot, data)

    def write(tx: Connection) -> None:
        stored, fresh = Snapshots(tx).add(snapshot)
        if fresh:
            Documents(tx).mark(snapshot.source, snapshot.key, "fetched")
        read_on(context, tx, work, stored, stage, fresh=fresh)

    return write


def _still(context: Context, work: Work, latest: Snapshot | None) -> Write:
    """The publisher says that the answer has not changed; our reader may have."""
    if latest is None or latest.id is None:
        raise KeyError(f"{work.subject}: no condition is sent without a snapshot")
    number = latest.id
    try:
        stage = stage_of(context, latest, context.blobs.get(latest.sha256))
    except KeyError:
        if not is_erased(context, latest.sha256):
            raise
        with context.db.read() as tx:
            stage = stage_again(tx, latest)

    def write(tx: Connection) -> None:
        Snapshots(tx).seen(number, context.now())
        read_on(context, tx, work, latest, stage, fresh=False)

    return write
