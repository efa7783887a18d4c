"""What each version of a reader found in archived bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, select, update

from core.model.document import Snapshot
from core.model.reading import Extraction
from core.storage.schema import EXTRACTED, EXTRACTION, REFUSAL
from core.storage.upsert import insert_missing, upsert
from core.wire import dump_extraction, load_extraction

_KEY = ("sha256", "source", "form", "reader")


@dataclass(frozen=True, slots=True)
class Extractions:
    """The extractions, inside a transaction."""

    tx: Connection

    def put(self, extraction: Extraction, reader: str, at: datetime) -> None:
        """Store what a version of the reader found."""
        row = {
            "sha256": extraction.sha256,
            "source": extraction.source,
            "form": extraction.form,
            "reader": reader,
            "data": dump_extraction(extraction),
            "at": at,
            "listed": True,
        }
        upsert(self.tx, EXTRACTION, [row])
        insert_missing(self.tx, EXTRACTED, _records(extraction))

    def list_older(self, most: int) -> int:
        """List the records of some extractions that an older release stored; how many there were."""
        query = select(EXTRACTION).where(EXTRACTION.c.listed.is_(None)).order_by(EXTRACTION.c.sha256)
        rows = self.tx.execute(query.limit(most)).mappings().all()
        found = [record for row in rows for record in _records(load_extraction(row["data"]))]
        insert_missing(self.tx, EXTRACTED, found)
        keys = [{f"its_{name}": row[name] for name in _KEY} for row in rows]
        if keys:
            same = and_(*(EXTRACTION.c[name] == bindparam(f"its_{name}") for name in _KEY))
            self.tx.execute(update(EXTRACTION).where(same).values(listed=True), keys)
        return len(rows)

    def get(self, sha256: str, source: str, reader: str) -> Extraction | None:
        """What that version of the reader found in those bytes."""
        query = select(EXTRACTION.c.data).where(
            EXTRACTION.c.sha256 == sha256, EXTRACTION.c.source == source, EXTRACTION.c.reader == reader
        )
        data = self.tx.execute(query).scalars().first()
        return load_extraction(data) if data is not None else None

    def settled(self, snapshot: Snapshot, reader: str) -> bool:
        """Whether that version of the reader has read the bytes, or refused them."""
        read = select(EXTRACTION.c.form).where(
            EXTRACTION.c.sha256 == snapshot.sha256,
            EXTRACTION.c.source == snapshot.source,
            EXTRACTION.c.reader == reader,
        )
        refused = select(REFUSAL.c.code).where(
            REFUSAL.c.source == snapshot.source,
            REFUSAL.c.key == snapshot.key,
            REFUSAL.c.sha256 == snapshot.sha256,
            REFUSAL.c.reader == reader,
            REFUSAL.c.path == "",
        )
        return any(self.tx.execute(query.limit(1)).first() for query in (read, refused))

    def latest(self, sha256: str, source: str) -> Extraction | None:
        """What the last reader found in those bytes: for showing a page with its evidence."""
        query = select(EXTRACTION.c.data).where(EXTRACTION.c.sha256 == sha256, EXTRACTION.c.source == source)
        data = self.tx.execute(query.order_by(EXTRACTION.c.at.desc())).scalars().first()
        return load_extraction(data) if data is not None else None


def _records(extraction: Extraction) -> list[dict[str, str]]:
    """The records that it has readings of, as rows of the table of them."""
    told = dict.fromkeys((each.dataset, each.id) for each in extraction.readings)
    return [{"dataset": dataset, "record": record, "sha256": extraction.sha256} for dataset, record in told]
