"""Fetch a document; bytes that we have already need nothing more."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.storage.extractions import Extractions
from core.storage.runs import Runs
from core.storage.snapshots import Documents, Snapshots, Validators
from core.storage.work import Work
from workers.archive import Write, archived
from workers.context import Context
from workers.origins import Unchanged
from workers.stages.subjects import read_on


def fetch(context: Context, work: Work) -> Write:
    """The subject is ``source/key``."""
    source, _, key = work.subject.partition("/")
    assert work.run_id is not None  # noqa: S101 - only discover makes fetch work, for its run
    with context.db.read() as tx:
        run = Runs(tx).get(work.run_id)
        reference = Documents(tx).get(source, key)
        latest = Snapshots(tx).latest(source, key)
        validators = Snapshots(tx).validators(latest.id) if latest and latest.id else Validators()
    if reference is None:
        raise KeyError(f"no document {work.subject}")
    answer = context.origin_for(run).fetch(reference.url, validators)
    if answer is None:
        return lambda tx: Documents(tx).mark(source, key, "gone")
    if isinstance(answer, Unchanged):
        assert latest is not None  # noqa: S101 - no condition is sent without a snapshot
        return partial(_still, context, work, latest)
    snapshot = archived(context, source, key, answer)

    def write(tx: Connection) -> None:
        stored, fresh = Snapshots(tx).add(snapshot)
        if fresh:
            Documents(tx).mark(source, key, "fetched")
        read_on(context, tx, work, stored, answer.body, fresh=fresh)

    return write


def _still(context: Context, work: Work, latest: Snapshot, tx: Connection) -> None:
    """The publisher says that the answer has not changed; our reader may have."""
    Snapshots(tx).seen(latest.id or 0, context.now())
    if not Extractions(tx).settled(latest, context.route.reader):
        read_on(context, tx, work, latest, context.blobs.get(latest.sha256), fresh=False)
