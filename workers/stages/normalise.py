"""Make the rows of a document and stage them until the guard of the run has spoken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from core.model.document import Snapshot
from core.model.reading import Extraction
from core.model.record import Record
from core.storage.extractions import Extractions
from core.storage.merge import RowReading
from core.storage.readings import reading_of
from core.storage.snapshots import Documents
from core.storage.staged import Staged
from core.storage.work import Work
from workers.allowed import allowed
from workers.amending import reader_for
from workers.archive import Write
from workers.context import Context
from workers.precedence import precedence
from workers.stages.subjects import run_of, snapshot_in


def normalise(context: Context, work: Work) -> Write:
    """The subject is the number of a snapshot."""
    with context.db.read() as tx:
        snapshot = snapshot_in(tx, work)
        reader = reader_for(context, tx, snapshot.sha256)
        extraction = Extractions(tx).get(snapshot.sha256, snapshot.source, reader)
        published = _published(tx, snapshot)
    if extraction is None:
        raise KeyError(f"snapshot {work.subject} has no extraction of reader {reader}")
    rows = _once(list(_rows(context, snapshot, extraction, published)))
    run = run_of(work)
    return lambda tx: Staged(tx).put(snapshot.source, snapshot.key, run, allowed(tx, rows))


def _published(tx: Connection, snapshot: Snapshot) -> date | None:
    """The day of publication; that of its archive for a member."""
    reference = Documents(tx).get(snapshot.source, snapshot.key.partition("!")[0])
    return reference.published if reference else None


def _rows(
    context: Context, snapshot: Snapshot, extraction: Extraction, published: date | None
) -> list[RowReading]:
    rank = precedence(context.sources[snapshot.source], extraction.form)
    document = f"{snapshot.source}/{snapshot.key}"
    return [
        reading_of(context.db.catalogue[record.dataset], record, document, rank, published)
        for record in _records(context, snapshot, extraction)
    ]


def _records(context: Context, snapshot: Snapshot, extraction: Extraction) -> list[Record]:
    return [
        context.route.normalise(
            reading, sha256=snapshot.sha256, url=snapshot.url, read_at=snapshot.fetched_at
        )
        for reading in extraction.readings
    ]


def _once(rows: list[RowReading]) -> list[RowReading]:
    """One row of each id: a document that says a thing twice would make a new version at each reading."""
    kept: dict[tuple[str, str], RowReading] = {}
    for row in rows:
        identity = (row.dataset, row.record)
        if identity in kept and kept[identity].values != row.values:
            warning = f"duplicate-id: {row.record} stands more than once in the document; the last is taken"
            kept[identity] = replace(row, warnings=(*row.warnings, warning))
        else:
            kept[identity] = row
    return list(kept.values())
