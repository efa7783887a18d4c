"""Puts rows published earlier into the threads of their procurements, as ``workers.threads`` puts new ones.

A row that is in a thread and says what it said then is left alone: a second passage changes nothing, and one
that was interrupted is made again at the cost of looking. Rows that a person corrected are compared anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from core.storage.catalogue import DatasetTable
from core.storage.database import Database
from core.storage.locks import serialise
from core.storage.threads import Threads
from workers.threads import DATASETS, thread_rows

BATCH = 500
"""Rows in one transaction: other writers wait for some two seconds at most."""


def rethread(db: Database, at: datetime) -> Iterator[tuple[str, int, int]]:
    """Enter every published row, in the order of ids, notices first.

    Yields:
        After each transaction: the dataset, how many rows were looked at, how many of them were in no thread.
    """
    for name in DATASETS:
        if name in db.catalogue:
            yield from _dataset(db, db.catalogue[name], at)


def _dataset(db: Database, entry: DatasetTable, at: datetime) -> Iterator[tuple[str, int, int]]:
    name, record, last = entry.dataset.name, entry.table.c.id, ""
    while True:
        with db.write() as tx:
            serialise(tx, "records")
            page = select(record).where(record > last).order_by(record).limit(BATCH)
            records = list(tx.execute(page).scalars())
            fresh = len(records) - len(Threads(tx).of_records(name, records))
            thread_rows(tx, db.catalogue, [(name, each) for each in records], at)
        if not records:
            return
        last = records[-1]
        yield name, len(records), fresh
