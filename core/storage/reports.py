"""What readers reported to be wrong; a report is closed by a person, never deleted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from core.storage.review_schema import REPORT


@dataclass(frozen=True, slots=True)
class Report:
    """A reader says that a row is wrong; ``column`` is empty where no field is named."""

    id: int
    dataset: str
    record: str
    column: str
    message: str
    at: datetime
    closed_at: datetime | None = None
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports, inside a transaction."""

    tx: Connection

    def add(self, dataset: str, record: str, column: str, message: str, at: datetime) -> int:
        """Store a report and give its number."""
        row = {"dataset": dataset, "record": record, "column": column, "message": message, "at": at}
        return int(self.tx.execute(insert(REPORT).values(**row).returning(REPORT.c.id)).scalar_one())

    def open_of(self, dataset: str, records: Sequence[str]) -> dict[str, list[Report]]:
        """The open reports of rows, oldest first."""
        here = (REPORT.c.dataset == dataset, REPORT.c.record.in_(records), REPORT.c.closed_at.is_(None))
        found: dict[str, list[Report]] = {}
        for row in self.tx.execute(select(REPORT).where(*here).order_by(REPORT.c.id)).mappings():
            found.setdefault(row["record"], []).append(Report(**row))
        return found

    def reported(self, datasets: Collection[str], limit: int) -> list[tuple[str, str]]:
        """The rows with an open report, as (dataset, record), latest first."""
        open_ones = (REPORT.c.dataset.in_(datasets), REPORT.c.closed_at.is_(None))
        query = select(REPORT.c.dataset, REPORT.c.record).where(*open_ones)
        query = query.group_by(REPORT.c.dataset, REPORT.c.record).order_by(func.max(REPORT.c.id).desc())
        return [(row.dataset, row.record) for row in self.tx.execute(query.limit(limit))]

    def close(self, dataset: str, record: str, author: str, at: datetime) -> int:
        """Close the open reports of a row; returns how many."""
        here = (REPORT.c.dataset == dataset, REPORT.c.record == record, REPORT.c.closed_at.is_(None))
        return self.tx.execute(update(REPORT).where(*here).values(closed_at=at, closed_by=author)).rowcount
