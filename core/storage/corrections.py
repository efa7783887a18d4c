"""What people typed, for ever: a correction is undone, never deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.storage.merge import Correction
from core.storage.schema import CORRECTION


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections, inside a transaction (``write_durably`` where one is made)."""

    tx: Connection

    def add(
        self,
        dataset: str,
        record: str,
        column: str,
        *,
        base: Any,
        value: Any,
        author: str,
        at: datetime,
        note: str | None = None,
    ) -> int:
        """Store a correction and give its number; ``note`` says why, for the audit trail."""
        row = {"dataset": dataset, "record": record, "column": column, "base": base, "value": value}
        made = self.tx.execute(
            insert(CORRECTION).values(**row, author=author, at=at, note=note).returning(CORRECTION.c.id)
        )
        return int(made.scalar_one())

    def undo(self, correction: int, author: str, at: datetime) -> Correction | None:
        """Mark a correction undone; None if there is none of that number. The first undoing stands."""
        here = CORRECTION.c.id == correction
        undone = update(CORRECTION).where(here, CORRECTION.c.undone_at.is_(None))
        self.tx.execute(undone.values(undone_at=at, undone_by=author))
        row = self.tx.execute(select(CORRECTION).where(here)).mappings().first()
        return Correction(**row) if row else None

    def of(self, dataset: str, records: Sequence[str]) -> Mapping[str, list[Correction]]:
        """The corrections of records, undone ones too, oldest first."""
        query = select(CORRECTION).where(CORRECTION.c.dataset == dataset, CORRECTION.c.record.in_(records))
        found: dict[str, list[Correction]] = defaultdict(list)
        for row in self.tx.execute(query.order_by(CORRECTION.c.id)).mappings():
            found[row["record"]].append(Correction(**row))
        return found

    def get(self, correction: int) -> Correction | None:
        """The correction of that number, undone or not."""
        row = self.tx.execute(select(CORRECTION).where(CORRECTION.c.id == correction)).mappings().first()
        return Correction(**row) if row else None

    def log(self, dataset: str = "", record: str = "") -> Iterator[Correction]:
        """The audit trail: every correction ever typed, undone ones too, in the order they were typed."""
        query = select(CORRECTION).order_by(CORRECTION.c.id)
        query = query.where(CORRECTION.c.dataset == dataset) if dataset else query
        query = query.where(CORRECTION.c.record == record) if record else query
        return (Correction(**row) for row in self.tx.execute(query).mappings())

    def in_force(self, dataset: str) -> list[Correction]:
        """Every correction of a dataset that is not undone, latest first."""
        query = select(CORRECTION).where(CORRECTION.c.dataset == dataset, CORRECTION.c.undone_at.is_(None))
        rows = self.tx.execute(query.order_by(CORRECTION.c.id.desc())).mappings()
        return [Correction(**row) for row in rows]
