"""The column that names the procurement of a row, read from the threads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from core.storage.catalogue import DatasetTable
from core.storage.threads import Threads

COLUMN = "id_procedure"
NOTICE = "id_avis"
"""A row of a part, an award, is of the procurement of its notice."""
NOTICES = "avis-marches"


def has_procedure(entry: DatasetTable) -> bool:
    """Whether rows of a dataset are of procurements."""
    return any(column.name == COLUMN for column in entry.own)


def put_procedures(tx: Connection, entry: DatasetTable, rows: Mapping[str, dict[str, Any] | None]) -> None:
    """Write the thread of each row that has one in its column, unless a person typed it."""
    if not has_procedure(entry):
        return
    part = any(column.name == NOTICE for column in entry.own)
    of = {record: (row[NOTICE] if part else record) for record, row in rows.items() if row}
    dataset = NOTICES if part else entry.dataset.name
    threads = Threads(tx).of_records(dataset, sorted({each for each in of.values() if each}))
    for record, subject in of.items():
        row = rows[record]
        if row and subject in threads and COLUMN not in (row["champs_corriges"] or ()):
            row[COLUMN] = threads[subject]
