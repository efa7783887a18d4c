"""Which rows may be published: not those that were forbidden or erased, whichever came first (law 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from core.storage.merge import RowReading
from core.storage.withdrawals import Withdrawals


def allowed(tx: Connection, rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows that a document may give."""
    by_dataset: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_dataset[row.dataset].append(row.record)
    forbidden = {
        (dataset, record)
        for dataset, records in by_dataset.items()
        for record in Withdrawals(tx).forbidden(dataset, records)
    }
    return [row for row in rows if (row.dataset, row.record) not in forbidden]
