"""What is not read and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from core.model.document import Snapshot
from core.model.reading import Refusal
from core.storage.schema import REFUSAL
from core.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class StoredRefusal:
    """A refusal of a document (``path`` empty) or of a part of it."""

    source: str
    key: str
    sha256: str
    reader: str
    code: str
    message: str
    path: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refusals:
    """The refusals, inside a transaction."""

    tx: Connection

    def put(self, snapshot: Snapshot, reader: str, refusals: Sequence[Refusal], at: datetime) -> None:
        """Store what a reading of a document refused, in place of what it refused before."""
        same = (REFUSAL.c.source == snapshot.source, REFUSAL.c.key == snapshot.key)
        self.tx.execute(delete(REFUSAL).where(*same))
        rows = [
            {
                "source": snapshot.source,
                "key": snapshot.key,
                "sha256": snapshot.sha256,
                "reader": reader,
                "code": each.code,
                "message": each.message,
                "path": each.path,
                "at": at,
            }
            for each in refusals
        ]
        upsert(self.tx, REFUSAL, rows, key=("source", "key", "sha256", "code", "path"))

    def of(self, source: str, limit: int = 1000) -> list[StoredRefusal]:
        """The refusals of a source, latest first."""
        columns = [column for column in REFUSAL.c if column.name != "id"]
        query = select(*columns).where(REFUSAL.c.source == source).order_by(REFUSAL.c.id.desc()).limit(limit)
        return [StoredRefusal(**row) for row in self.tx.execute(query).mappings()]

    def of_document(self, source: str, key: str) -> list[StoredRefusal]:
        """The refusals of one document."""
        columns = [column for column in REFUSAL.c if column.name != "id"]
        query = select(*columns).where(REFUSAL.c.source == source, REFUSAL.c.key == key)
        return [StoredRefusal(**row) for row in self.tx.execute(query.order_by(REFUSAL.c.id)).mappings()]

    def by_other_readers(self, source: str, reader: str) -> list[str]:
        """The keys of the documents that another version of the reader refused as a whole."""
        query = select(REFUSAL.c.key).where(
            REFUSAL.c.source == source, REFUSAL.c.path == "", REFUSAL.c.reader != reader
        )
        return list(self.tx.execute(query.distinct().order_by(REFUSAL.c.key)).scalars())

    def codes(self, source: str) -> Mapping[str, int]:
        """How many refusals there are of each code."""
        query = select(REFUSAL.c.code, func.count()).where(REFUSAL.c.source == source)
        return {code: count for code, count in self.tx.execute(query.group_by(REFUSAL.c.code))}
