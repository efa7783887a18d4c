"""Read a document, in its limited child process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sqlalchemy import Connection

from core.model.reading import Extraction
from core.storage.coverage import Coverages
from core.storage.erased_documents import erase_documents, without_forbidden
from core.storage.erasing import Eraser
from core.storage.erasures import Erasures
from core.storage.extractions import Extractions
from core.storage.refusals import Refusals
from core.storage.snapshots import Documents
from core.storage.table_edits import TableEdits, read_with
from core.storage.withdrawals import Veto
from core.storage.work import Queue, Task, Work
from workers.archive import Write
from workers.carrying import carry_edits
from workers.context import Context
from workers.policy import POLICIES
from workers.stages.subjects import file_name, snapshot_of


def extract(context: Context, work: Work) -> Write:
    """The subject is the number of a snapshot; what this reader has read already is not read again."""
    snapshot = snapshot_of(context, work)
    source = context.sources[snapshot.source]
    carry_edits(context, snapshot)
    with context.db.read() as tx:
        edits = TableEdits(tx).in_force(snapshot.sha256)
        reader = read_with(context.route.reader, edits)
        known = Extractions(tx).get(snapshot.sha256, snapshot.source, reader)
        erased = known is None and Erasures(tx).is_erased(snapshot.sha256)
    if erased:
        return lambda tx: Documents(tx).mark(snapshot.source, snapshot.key, "erased")
    read = partial(context.route.amended, edits=edits) if edits else context.route.extract
    name = file_name(snapshot.url, snapshot.key)
    extraction = known or read(source, context.blobs.get(snapshot.sha256), name=name)

    def write(tx: Connection) -> None:
        now = context.now()
        _forbid(context, tx, extraction, source.datasets)
        allowed = without_forbidden(tx, extraction)
        Extractions(tx).put(allowed, reader, now)
        Refusals(tx).put(snapshot, reader, extraction.refusals, now)
        Coverages(tx).put(extraction, reader, now)
        if allowed is not extraction:
            erase_documents(tx, [snapshot.sha256], now)
        Documents(tx).mark(snapshot.source, snapshot.key, "read")
        task = Task("normalise", work.subject, work.source, work.run_id, POLICIES["normalise"].priority)
        Queue(tx).add([task], now)

    return write


def _forbid(context: Context, tx: Connection, extraction: Extraction, datasets: Iterable[str]) -> None:
    """What the law forbids goes at once, whatever becomes of the run, and is kept from coming back."""
    eraser = Eraser(tx, context.db.catalogue, context.now())
    for name in dict.fromkeys(each.forbids for each in extraction.refusals if each.forbids):
        for dataset in datasets:
            eraser.erase(dataset, name, Veto.FORBIDDEN, told_in=[extraction.sha256])
