"""Records that their publisher has annulled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from core.storage.schema import WITHDRAWAL
from core.storage.upsert import insert_missing


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """The withdrawals, inside a transaction."""

    tx: Connection

    def add(self, dataset: str, record: str, cause: str, at: datetime) -> None:
        """Withdraw a record; the first cause stands."""
        row = {"dataset": dataset, "record": record, "cause": cause, "at": at}
        insert_missing(self.tx, WITHDRAWAL, [row])

    def among(self, dataset: str, records: Sequence[str]) -> dict[str, str]:
        """Those of the records that are withdrawn, with the cause."""
        query = select(WITHDRAWAL.c.record, WITHDRAWAL.c.cause).where(
            WITHDRAWAL.c.dataset == dataset, WITHDRAWAL.c.record.in_(records)
        )
        return {row.record: row.cause for row in self.tx.execute(query)}
