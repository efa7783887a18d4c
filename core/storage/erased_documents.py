"""The documents that rows were read in: what was read there of them, and the bytes that are not kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Table, Text, and_, cast, delete, select, text, update

from core.model.reading import Extraction
from core.storage.carried_edits import CarriedEdits
from core.storage.erasures import Erasures
from core.storage.schema import EXTRACTED, EXTRACTION, READING, REFUSAL, REVISION, SNAPSHOT, STAGED, WORK
from core.storage.withdrawals import Withdrawals
from core.storage.work import OF_SNAPSHOTS
from core.wire import dump_extraction, load_extraction

_PARENT = "!"
"""Stands between the key of an archive and the name of its member."""


def without_forbidden(tx: Connection, extraction: Extraction) -> Extraction:
    """The same without the readings that no document may give."""
    gone = Withdrawals(tx).forbidden((each.dataset, each.id) for each in extraction.readings)
    if not gone:
        return extraction
    kept = tuple(each for each in extraction.readings if (each.dataset, each.id) not in gone)
    return replace(extraction, readings=kept)


def documents_of(tx: Connection, dataset: str, records: Sequence[str]) -> set[str]:
    """The digests of the documents that said something of records, now or before."""
    found = set(tx.execute(select(READING.c.sha256).where(*_of(READING, dataset, records))).scalars())
    for table, name in ((STAGED, "sha256"), (REVISION, "document_sha256")):
        rows = tx.execute(select(table.c.data).where(*_of(table, dataset, records))).scalars()
        found.update(data.get(name) for data in rows)
    found.update(tx.execute(select(EXTRACTED.c.sha256).where(*_of(EXTRACTED, dataset, records))).scalars())
    for record in records:
        found |= _saying(tx, dataset, record)
    return {each for each in found if each}


def erase_documents(tx: Connection, digests: Iterable[str], at: datetime) -> None:
    """Keep no bytes of these documents, nor of the archives that hold them, nor words that were told of them.

    What was read in them of other rows stays: rows are made of it.
    """
    bytes_of = sorted(set(digests))
    if not bytes_of:
        return
    Erasures(tx).add_documents([*bytes_of, *_holding(tx, bytes_of)], at)
    CarriedEdits(tx).erase(bytes_of)
    for sha256 in bytes_of:
        _thin(tx, sha256)
        tx.execute(update(REFUSAL).where(REFUSAL.c.sha256 == sha256).values(message=""))
        about = select(cast(SNAPSHOT.c.id, Text)).where(SNAPSHOT.c.sha256 == sha256)
        here = WORK.c.stage.in_(OF_SNAPSHOTS), WORK.c.subject.in_(about)
        tx.execute(update(WORK).where(*here).values(last_error=None))


def _of(table: Table, dataset: str, records: Sequence[str]) -> tuple[Any, ...]:
    return table.c.dataset == dataset, table.c.record.in_(records)


def _saying(tx: Connection, dataset: str, record: str) -> set[str]:
    """Documents in which an older release found a reading of a record, until their records are listed."""
    said = orjson.dumps({"dataset": dataset, "id": record})[1:-1]
    place = "instr(data, :said)" if tx.dialect.name == "sqlite" else "position(:said in data)"
    here = text(f"{place} > 0").bindparams(said=said)
    query = select(EXTRACTION.c.sha256).where(EXTRACTION.c.listed.is_(None), here)
    return set(tx.execute(query).scalars())


def _thin(tx: Connection, sha256: str) -> None:
    """Take the readings that no document may give out of what readers found in these bytes."""
    here = EXTRACTION.c.sha256 == sha256
    for row in tx.execute(select(EXTRACTION).where(here)).mappings().all():
        found = load_extraction(row["data"])
        kept = without_forbidden(tx, found)
        if kept is not found:
            same = and_(here, *(EXTRACTION.c[name] == row[name] for name in ("source", "form", "reader")))
            tx.execute(update(EXTRACTION).where(same).values(data=dump_extraction(kept)))
    listed = select(EXTRACTED.c.dataset, EXTRACTED.c.record).where(EXTRACTED.c.sha256 == sha256)
    rows = [(row.dataset, row.record) for row in tx.execute(listed)]
    for dataset, record in Withdrawals(tx).forbidden(rows):
        one = _of(EXTRACTED, dataset, [record])
        tx.execute(delete(EXTRACTED).where(*one, EXTRACTED.c.sha256 == sha256))


def _holding(tx: Connection, digests: Sequence[str]) -> set[str]:
    """The archives that these documents are members of, at any depth."""
    found: set[str] = set()
    for sha256 in digests:
        members = tx.execute(select(SNAPSHOT.c.source, SNAPSHOT.c.key).where(SNAPSHOT.c.sha256 == sha256))
        for source, key in members.all():
            outer = [key[:at] for at, sign in enumerate(key) if sign == _PARENT]
            here = SNAPSHOT.c.source == source, SNAPSHOT.c.key.in_(outer)
            found.update(tx.execute(select(SNAPSHOT.c.sha256).where(*here)).scalars())
    return found
