"""The rows that wait for a person, and what makes one more pressing than another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Text, cast, func, select

from core.storage.catalogue import DatasetTable
from core.storage.schema import CORRECTION, LEDGER, RUN, STAGED

WAITING = "a_verifier"
_CONFLICT = '%"correction-conflict: %'


@dataclass(frozen=True, slots=True)
class Held:
    """Rows that a guard keeps from being published: how many, of which run and dataset."""

    run: int
    source: str
    dataset: str
    rows: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The rows of a dataset that wait, inside a transaction."""

    tx: Connection
    entry: DatasetTable

    def conflicts(self, limit: int) -> list[dict[str, Any]]:
        """Rows whose document says something else than what a person corrected."""
        table, name = self.entry.table, self.entry.dataset.name
        told = cast(table.c.avertissements, Text).like(_CONFLICT)
        corrected = select(CORRECTION.c.record).where(
            CORRECTION.c.dataset == name, CORRECTION.c.undone_at.is_(None)
        )
        # The rows that were corrected are fewer than those that wait: the status leads to no index here.
        waits = func.coalesce(self._status(), False)
        query = select(table).where(table.c.id.in_(corrected), waits, told).order_by(table.c.id).limit(limit)
        return self._rows(query)

    def doubtful(self, limit: int) -> list[dict[str, Any]]:
        """Rows that wait, the least sure first."""
        table = self.entry.table
        query = select(table).where(self._status()).order_by(table.c.confiance, table.c.id).limit(limit)
        return self._rows(query)

    def count(self) -> int:
        """How many wait."""
        return self.tx.execute(
            select(func.count()).select_from(self.entry.table).where(self._status())
        ).scalar_one()

    def named(self, records: Sequence[str]) -> list[dict[str, Any]]:
        """Rows by their ids."""
        return self._rows(select(self.entry.table).where(self.entry.table.c.id.in_(records)))

    def followed(self, records: Sequence[str]) -> dict[str, int]:
        """To how many watches each of some rows was told: what an error there costs."""
        here = (LEDGER.c.dataset == self.entry.dataset.name, LEDGER.c.record.in_(records))
        watches = func.count(LEDGER.c.watch.distinct()).label("watches")
        query = select(LEDGER.c.record, watches).where(*here).group_by(LEDGER.c.record)
        return {row.record: row.watches for row in self.tx.execute(query)}

    def _status(self) -> Any:
        return self.entry.table.c[self.entry.dataset.status_column] == WAITING

    def _rows(self, query: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in self.tx.execute(query).mappings()]


def held_rows(tx: Connection) -> list[Held]:
    """What guards keep back, latest run first."""
    query = (
        select(RUN.c.id, RUN.c.source, STAGED.c.dataset, RUN.c.reasons, func.count().label("rows"))
        .join(STAGED, STAGED.c.run_id == RUN.c.id)
        .where(RUN.c.state == "refused")
        .group_by(RUN.c.id, RUN.c.source, STAGED.c.dataset, RUN.c.reasons)
        .order_by(RUN.c.id.desc())
    )
    return [Held(row.id, row.source, row.dataset, row.rows, tuple(row.reasons)) for row in tx.execute(query)]
