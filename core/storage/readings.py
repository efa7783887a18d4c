"""What each document says of each record: the material that published rows are merged from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from core.model.evidence import Evidence
from core.model.record import Record
from core.storage.beginnings import begins
from core.storage.catalogue import DatasetTable
from core.storage.fitting import check, fits
from core.storage.merge import RowReading
from core.storage.plain import plain
from core.storage.schema import READING
from core.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings, inside a transaction."""

    tx: Connection

    def put(self, readings: Sequence[RowReading]) -> None:
        """Store readings; a document's new reading of a record takes the place of its former one."""
        upsert(self.tx, READING, [_row(reading) for reading in readings])

    def of(self, dataset: str, records: Sequence[str]) -> Mapping[str, list[RowReading]]:
        """The readings of records, by record."""
        query = select(READING).where(READING.c.dataset == dataset, READING.c.record.in_(records))
        found: dict[str, list[RowReading]] = defaultdict(list)
        for row in self.tx.execute(query).mappings():
            found[row["record"]].append(_reading(row))
        return found

    def below(self, dataset: str, beginning: str) -> list[str]:
        """The ids of the records read so far that begin so, in order."""
        here = begins(READING.c.record, beginning)
        query = select(READING.c.record).where(READING.c.dataset == dataset, here).distinct()
        return list(self.tx.execute(query.order_by(READING.c.record)).scalars())

    def datasets_of(self, sha256: str) -> set[str]:
        """The datasets that rows were read into from these bytes."""
        query = select(READING.c.dataset).where(READING.c.sha256 == sha256).distinct()
        return set(self.tx.execute(query).scalars())

    def drop(self, document: str, dataset: str, record: str) -> None:
        """Forget what a document said of a record."""
        here = (READING.c.dataset == dataset, READING.c.record == record, READING.c.document == document)
        self.tx.execute(delete(READING).where(*here))


def reading_of(
    entry: DatasetTable, record: Record, document: str, precedence: int, published: date | None
) -> RowReading:
    """A normalised record in the form that is stored; what no column can hold is unknown, with a warning.

    Raises:
        TypeError: a value is not of its column's kind.
    """
    values = {column: plain(column, record.values.get(column.name)) for column in entry.own}
    known = {column: value for column, value in values.items() if value is not None}
    for column, value in known.items():
        check(column, value)
    unfit = [f"unstorable: {column.name}" for column, value in known.items() if not fits(value)]
    return RowReading(
        dataset=record.dataset,
        record=record.id,
        document=document,
        precedence=precedence,
        published=published,
        read_at=record.read_at.astimezone(UTC),
        sha256=record.document_sha256,
        url=record.document_url,
        values={column.name: value for column, value in known.items() if fits(value)},
        evidence={name: _proof(proof) for name, proof in record.evidence.items() if proof},
        confidence=dict(record.confidence),
        warnings=(*record.warnings, *unfit),
    )


def _proof(proof: tuple[Evidence, ...]) -> Any:
    """One place as an object, several as a list of them."""
    places = [place.as_dict() for place in proof]
    return places[0] if len(places) == 1 else places


_STORED = ("url", "values", "evidence", "confidence", "warnings")


def _row(reading: RowReading) -> dict[str, Any]:
    data = {name: getattr(reading, name) for name in _STORED}
    return {
        "dataset": reading.dataset,
        "record": reading.record,
        "document": reading.document,
        "sha256": reading.sha256,
        "precedence": reading.precedence,
        "published": reading.published,
        "data": {**data, "read_at": reading.read_at.isoformat()},
    }


def _reading(row: Mapping[Any, Any]) -> RowReading:
    data = row["data"]
    return RowReading(
        dataset=row["dataset"],
        record=row["record"],
        document=row["document"],
        precedence=row["precedence"],
        published=row["published"],
        read_at=datetime.fromisoformat(data["read_at"]),
        sha256=row["sha256"],
        url=data["url"],
        values=data["values"],
        evidence=data["evidence"],
        confidence=data["confidence"],
        warnings=tuple(data["warnings"]),
    )
