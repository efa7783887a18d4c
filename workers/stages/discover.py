"""Ask a source what was published in the window of a run."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import Connection

from core.errors import FetchError
from core.model.document import Reference
from core.storage.runs import Run, Runs
from core.storage.snapshots import Documents
from core.storage.work import Queue, Task, Work
from workers.archive import ArchivingOrigin, Write
from workers.context import Context
from workers.policy import POLICIES

_BATCH = 1000


def discover(context: Context, work: Work) -> Write:
    """The subject is the number of a run."""
    with context.db.read() as tx:
        run = Runs(tx).get(int(work.subject))
    references, gap = _listed(context, run, last_try=work.attempts >= POLICIES["discover"].attempts)

    def write(tx: Connection) -> None:
        now = context.now()
        for start in range(0, len(references), _BATCH):
            batch = references[start : start + _BATCH]
            Documents(tx).saw(batch, now)
            Queue(tx).add([_fetch_task(reference, run.id) for reference in batch], now)
        Runs(tx).note(run.id, {"found": len(references)}, [gap] if gap else [])

    return write


def _listed(context: Context, run: Run, *, last_try: bool) -> tuple[list[Reference], str]:
    """The references, and why there may be more of them; a listing that fails is tried again first."""
    fetcher = context.origin_for(run)
    origin = ArchivingOrigin(context, run.source, fetcher)
    found: dict[str, Reference] = {}
    try:
        for reference in context.sources[run.source].discover(origin, run.window):
            found.setdefault(reference.key, reference)
    except FetchError as error:
        if not last_try:
            raise
        return list(found.values()), f"the listing is incomplete: {error}"
    for reference in fetcher.unlisted(run.source):
        found.setdefault(reference.key, reference)
    return list(found.values()), ""


def _fetch_task(reference: Reference, run: int) -> Task:
    return Task(
        stage="fetch",
        subject=f"{reference.source}/{reference.key}",
        source=reference.source,
        run_id=run,
        priority=POLICIES["fetch"].priority,
        host_key=urlsplit(reference.url).hostname or "",
    )
