"""Notices that are published without a run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from core.model.evidence import Evidence
from core.model.record import Record
from core.storage.database import Database
from core.storage.records import Records

AVIS = "avis-marches"
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def publish(db: Database, number: int, cause: str = "run 99", at: datetime = NOON, **values: Any) -> None:
    row = {
        "objet": f"Peinture {number}",
        "type_avis": "consultation",
        "date_publication": at.date(),
        **values,
    }
    record = Record(
        dataset=AVIS,
        id=f"boamp:26-{number}",
        values=row,
        evidence={name: (Evidence(str(value), path=f"/{name}"),) for name, value in row.items()},
        confidence=dict.fromkeys(row, 1.0),
        warnings=(),
        document_sha256="0" * 64,
        document_url=f"https://avis.example/{number}",
        read_at=at,
    )
    with db.write() as tx:
        Records(tx, db.catalogue, at).apply(record, cause)
