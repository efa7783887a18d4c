"""Fetch a document; bytes that we have already need nothing more."""

from __future__ import annotations

from sqlalchemy import Connection

from core.storage.runs import Runs
from core.storage.snapshots import Documents, Snapshots, Validators
from core.storage.work import Queue, Work
from workers.archive import Write, archived
from workers.context import Context
from workers.origins import Unchanged
from workers.stages.subjects import file_name, read_task


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
        known = latest.id if latest and latest.id else 0
        return lambda tx: Snapshots(tx).seen(known, context.now())
    snapshot = archived(context, source, key, answer)
    archive = context.route.members(answer.body, file_name(reference.url, key)) is not None

    def write(tx: Connection) -> None:
        stored, fresh = Snapshots(tx).add(snapshot)
        if fresh:
            Documents(tx).mark(source, key, "fetched")
            Queue(tx).add([read_task(stored.id or 0, work, archive=archive)], context.now())

    return write
