"""Lets lots and awards that were published before they followed their notice follow it.

The notices that mend others or are withdrawn are looked at, with the parts of theirs and of those they mend;
what says already what it should has no new version: the passage may be made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import or_, select

from core.storage.catalogue import DatasetTable
from core.storage.database import Database
from core.storage.locks import serialise
from core.storage.parts import Parts, parts_of
from core.storage.records import Effect, Records

BATCH = 200
"""Notices in one transaction."""

CAUSE = "suite de {}"


def settle_older_parts(db: Database, at: datetime) -> Iterator[tuple[str, int, int]]:
    """Settle the parts of notices that change others, in the order of their ids.

    Yields:
        After each transaction: the dataset of parts, how many were looked at, how many have a new version.
    """
    for entry in db.catalogue.values():
        if entry.dataset.part is not None:
            yield from _dataset(db, entry, at)


def _dataset(db: Database, entry: DatasetTable, at: datetime) -> Iterator[tuple[str, int, int]]:
    last = ""
    while True:
        with db.write() as tx:
            serialise(tx, "records")
            parts = parts_of(tx, entry)
            if parts is None:
                return
            changing = _changing(parts, last)
            touched = {record: record for record in changing}
            found = {record: touched[whole] for record, whole in parts.of(touched).items()}
            found |= parts.mended_with(changing)
            writer, changed = Records(tx, db.catalogue, at), 0
            for mender in dict.fromkeys(found.values()):
                told = [(entry.dataset.name, record) for record, by in found.items() if by == mender]
                made = writer.settle(told, CAUSE.format(mender))
                changed += sum(one.effect is not Effect.UNCHANGED for one in made)
        if not changing:
            return
        last = changing[-1]
        yield entry.dataset.name, len(found), changed


def _changing(parts: Parts, last: str) -> list[str]:
    """The next notices that mend others or are withdrawn."""
    whole, chain = parts.whole, parts.chain
    record, status = whole.table.c.id, whole.table.c[whole.dataset.status_column]
    here = or_(whole.table.c[chain.kind].in_(chain.mending), status == "retire")
    page = select(record).where(record > last, here).order_by(record).limit(BATCH)
    return list(parts.tx.execute(page).scalars())
