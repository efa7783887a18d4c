"""Ask a source what was published in the window of a run."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import Connection

from core.errors import FetchError, StructureChanged
from core.model.document import Reference, Snapshot
from core.model.source import Origin, Source, Window
from core.storage.extractions import Extractions
from core.storage.refusals import Refusals
from core.storage.runs import Run, Runs
from core.storage.snapshots import Documents, Snapshots
from core.storage.staged import Staged
from core.storage.work import Queue, Task, Work
from workers.advance import LIVE
from workers.amending import reader_for
from workers.archive import ArchivingOrigin, Write
from workers.context import Context
from workers.notes import note
from workers.patient import PatientOrigin
from workers.policy import POLICIES
from workers.vanished import told, vanished

_BATCH = 1000


def discover(context: Context, work: Work) -> Write:
    """The subject is the number of a run."""
    with context.db.read() as tx:
        run = Runs(tx).get(int(work.subject))
    references, missing = _listed(context, run, last_try=work.attempts >= POLICIES["discover"].attempts)

    def write(tx: Connection) -> None:
        now = context.now()
        for start in range(0, len(references), _BATCH):
            batch = references[start : start + _BATCH]
            Documents(tx).saw(batch, now)
            Queue(tx).add([_fetch_task(reference, run.id) for reference in batch], now)
        if run.mode == LIVE:
            _catch_up(context, tx, run)
        lost = vanished(tx, run, now) if run.mode == LIVE and not missing else []
        counts = {"found": len(references), "vanished": len(lost)}
        Runs(tx).note(run.id, counts, [*missing, *told(lost, len(references))])

    return write


def _listed(context: Context, run: Run, *, last_try: bool) -> tuple[list[Reference], list[str]]:
    """The references, and why there may be more of them; a listing that fails is tried again first."""
    fetcher = context.origin_for(run)
    origin = ArchivingOrigin(context, run.source, fetcher)
    found: dict[str, Reference] = {}
    missing: list[str] = []
    if last_try:
        missing = _around_failures(context.sources[run.source], run.window, origin, found)
    else:
        _collect(context.sources[run.source], run.window, origin, found)
    for reference in fetcher.unlisted(run.source):
        found.setdefault(reference.key, reference)
    return list(found.values()), missing


def _collect(source: Source, window: Window, origin: Origin, found: dict[str, Reference]) -> None:
    for reference in source.discover(origin, window):
        found.setdefault(reference.key, reference)


def _around_failures(
    source: Source, window: Window, origin: Origin, found: dict[str, Reference]
) -> list[str]:
    """Go on without the pages that fail, and say which.

    Raises:
        VeilleError: all fail, so that nothing at all was found.
    """
    patient = PatientOrigin(origin)
    while True:
        try:
            _collect(source, window, patient, found)
        except (FetchError, StructureChanged) as failure:
            if not patient.give_up_last(failure):
                raise
            continue
        if patient.failures and not found:
            raise next(iter(patient.failures.values()))
        return [note("incomplete", error=failure) for failure in patient.failures.values()]


def _catch_up(context: Context, tx: Connection, run: Run) -> None:
    """Read again what an older reader refused, or staged for a run that its guard refused."""
    reader = context.route.reader
    running = {each.id for each in Runs(tx).unfinished()}
    refused = Refusals(tx).by_other_readers(run.source, reader)
    staged = [key for key, by in Staged(tx).documents(run.source) if by not in running]
    for key in dict.fromkeys((*refused, *staged)):
        snapshot = Snapshots(tx).latest(run.source, key)
        if snapshot is not None and not _settled(context, tx, snapshot):
            task = Task("extract", str(snapshot.id), run.source, run.id, POLICIES["extract"].priority)
            Queue(tx).add([task], context.now())


def _settled(context: Context, tx: Connection, snapshot: Snapshot) -> bool:
    return Extractions(tx).settled(snapshot, reader_for(context, tx, snapshot.sha256))


def _fetch_task(reference: Reference, run: int) -> Task:
    return Task(
        stage="fetch",
        subject=f"{reference.source}/{reference.key}",
        source=reference.source,
        run_id=run,
        priority=POLICIES["fetch"].priority,
        host_key=urlsplit(reference.url).hostname or "",
    )
