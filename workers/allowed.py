"""Which rows may be published: not those that were forbidden or erased, whichever came first (law 10)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from core.storage.merge import RowReading
from core.storage.withdrawals import Withdrawals


def allowed(tx: Connection, rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows that a document may give."""
    forbidden = Withdrawals(tx).forbidden((row.dataset, row.record) for row in rows)
    return [row for row in rows if (row.dataset, row.record) not in forbidden]
