"""One file through the whole route, as a source would have delivered it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection

from core.clock import paris, utc_now
from core.model.document import Reference, Snapshot
from core.model.record import Record
from core.model.source import Answer, Source, Window
from core.storage.extractions import Extractions
from core.storage.queries import Rows
from core.storage.refusals import Refusals, StoredRefusal
from core.storage.snapshots import Snapshots, Validators
from workers.advance import HANDED, Plan
from workers.amending import reader_for
from workers.context import Context
from workers.figures import VERDICTS
from workers.installation import Installation
from workers.origins import Unchanged
from workers.run import run


@dataclass(frozen=True)
class FileOrigin:
    """An origin that has one document and no listing."""

    name: str
    data: bytes
    seeds: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Two files of one name and different bytes are two documents."""
        return f"{hashlib.sha256(self.data).hexdigest()[:16]}-{PurePath(self.name).name}"

    def get(self, url: str) -> Answer | None:
        """There is no listing."""
        return None

    def post(self, url: str, body: bytes) -> Answer | None:
        """There is no listing."""
        return None

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """The file."""
        return Answer(url, self.data, {})

    def unlisted(self, source: str) -> Iterable[Reference]:
        """The one document."""
        yield Reference(source, self.key, f"file:{PurePath(self.name).name}")


@dataclass(frozen=True)
class Ingested:
    """What came of a file.

    ``records`` are as this document says them, in its order; ``published`` are the rows of the datasets with
    the same ids, which another document or a correction may have the last word on. ``refusals`` are of parts;
    ``failures`` say why a document (or a member of an archive) could not be read at all.
    """

    records: list[Record] = field(default_factory=list)
    published: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    refusals: list[StoredRefusal] = field(default_factory=list)
    failures: list[StoredRefusal] = field(default_factory=list)


def ingest(installation: Installation, source: Source, name: str, data: bytes) -> Ingested:
    """Archive, read, normalise, publish and match one file.

    The same file again changes nothing and gives the same answer.
    """
    origin = FileOrigin(name, data)
    today = paris(utc_now()).date()
    context = installation.context(lambda _: origin)
    run(context, [Plan(source, Window(today, today), mode=HANDED, origin=origin.key)], threads=1)
    result = Ingested()
    with installation.db.read() as tx:
        for snapshot in Snapshots(tx).below(source.name, origin.key):
            _collect(context, tx, snapshot, result)
        rows = Rows(tx, installation.db.catalogue)
        for record in result.records:
            row = rows.get(record.dataset, record.id)
            if row is not None:
                result.published[record.dataset, record.id] = row
    return result


def _collect(context: Context, tx: Connection, snapshot: Snapshot, result: Ingested) -> None:
    for refusal in Refusals(tx).of_document(snapshot.source, snapshot.key):
        whole = refusal.code in VERDICTS and not refusal.path
        (result.failures if whole else result.refusals).append(refusal)
    reader = reader_for(context, tx, snapshot.sha256)
    extraction = Extractions(tx).get(snapshot.sha256, snapshot.source, reader)
    for reading in extraction.readings if extraction else ():
        result.records.append(
            context.route.normalise(
                reading, sha256=snapshot.sha256, url=snapshot.url, read_at=snapshot.fetched_at
            )
        )
