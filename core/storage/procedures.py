"""The column that names the procurement of a row, written from the threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Text, cast, update

from core.storage.catalogue import Catalogue, DatasetTable
from core.storage.threads import Member, Threads

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


def rename_procedures(tx: Connection, catalogue: Catalogue, members: Iterable[Member]) -> None:
    """Write the thread of members in the published rows, and in those of their parts."""
    by_thread: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in members:
        by_thread[one.dataset, one.thread].append(one.record)
    for (dataset, thread), records in by_thread.items():
        if dataset not in catalogue:
            continue
        tables = [(catalogue[dataset], "id")]
        if dataset == NOTICES:
            tables += [(each, NOTICE) for each in _parts(catalogue)]
        for entry, column in tables:
            table = entry.table
            typed = cast(table.c.champs_corriges, Text).contains(f'"{COLUMN}"', autoescape=True)
            kept = table.c.champs_corriges.is_(None) | ~typed
            here = update(table).where(table.c[column].in_(records), kept)
            tx.execute(here.values({COLUMN: thread}))


def _parts(catalogue: Catalogue) -> list[DatasetTable]:
    entries = [catalogue[name] for name in catalogue]
    return [
        each for each in entries if has_procedure(each) and any(column.name == NOTICE for column in each.own)
    ]
