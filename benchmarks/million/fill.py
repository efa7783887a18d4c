"""A store of many notices, written straight into its tables as the route would have left them.

The rows are those that the store itself makes of the readings (``merged`` and what follows it); only the
looking up is left out, and the indexes are made at the end. Beside each notice stand its document, snapshot,
work, what was read in it, reading, first version, evidence and place in a thread; beside them the
publications of the tests, watches with their ledger, corrections and conflicts. The bytes of every 500th
document are in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from benchmarks.million.compose import DATASET, document_of, readings
from console.web.site import Site
from core.model.evidence import Evidence
from core.model.reading import Extraction, Reading, Value
from core.model.watch import Watch
from core.storage.catalogue import DatasetTable
from core.storage.merge import RowReading, merged
from core.storage.readings import _row as stored_reading
from core.storage.records import Records, _flat, _physical
from core.storage.schema import (
    DOCUMENT,
    EXTRACTED,
    EXTRACTION,
    LEDGER,
    READING,
    REVISION,
    SNAPSHOT,
    WORK,
)
from core.storage.thread_schema import THREAD_MEMBER
from core.storage.watches import Watches
from core.wire import dump_extraction
from tests.console.web.seeding import NOW, Shelf, open_empty, seed

_CHUNK = 5_000
_ARCHIVED = 500
_WATCHES = 50
_CORRECTED, _TORN = 300, 30


def filled(folder: Path, rows: int, url: str = "") -> Site:
    """The site of a folder (and of the database at ``url``), filled unless it stands already."""
    shelf = open_empty(folder, url)
    done = folder / f"rows-{shelf.site.database.engine.dialect.name}"
    if done.exists() and int(done.read_text()) == rows:
        return shelf.site
    seed(shelf)
    database = shelf.site.database
    entry = database.catalogue[DATASET]
    with database.write() as tx:
        indexes = _drop_indexes(tx, entry)
    kept = []
    for first, chunk in _chunks(readings(rows)):
        kept += [each for at, each in enumerate(chunk) if (first + at) % _ARCHIVED == 0]
        with database.write() as tx:
            for table, made in _tables(entry, first, chunk):
                _put(tx, table, made)
    for index in indexes:
        with database.write() as tx:
            tx.exec_driver_sql(index)
    _used(shelf, kept)
    done.write_text(str(rows))
    return shelf.site


def _chunks(found: Iterator[RowReading]) -> Iterator[tuple[int, list[RowReading]]]:
    first = 0
    while chunk := list(islice(found, _CHUNK)):
        yield first, chunk
        first += len(chunk)


def _tables(
    entry: DatasetTable, first: int, chunk: Sequence[RowReading]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    rows = [{**_published(entry, each), "id_procedure": _thread(chunk, at)} for at, each in enumerate(chunk)]
    yield DOCUMENT, [_document(each) for each in chunk]
    yield SNAPSHOT, [_snapshot(each) for each in chunk]
    yield WORK, [row for at, each in enumerate(chunk) for row in _work(each, first + at)]
    yield EXTRACTION, [_extraction(each) for each in chunk]
    yield (
        EXTRACTED,
        [{"dataset": each.dataset, "record": each.record, "sha256": each.sha256} for each in chunk],
    )
    yield READING, [stored_reading(each) for each in chunk]
    yield (
        entry.table,
        [
            _physical(entry, {"id": each.record, "version": 1, **row})
            for each, row in zip(chunk, rows, strict=True)
        ],
    )
    yield REVISION, [_version(each, row) for each, row in zip(chunk, rows, strict=True)]
    yield (
        THREAD_MEMBER,
        [
            {"dataset": DATASET, "record": each.record, "thread": _thread(chunk, at), "facts": {}}
            for at, each in enumerate(chunk)
        ],
    )
    yield LEDGER, [_match(each, first + at) for at, each in enumerate(chunk) if (first + at) % 5 == 0]


def _published(entry: DatasetTable, reading: RowReading) -> dict[str, Any]:
    row: dict[str, Any] = _flat(entry, merged(entry, reading, (), withdrawn=False))
    if entry.dataset.chain:
        row[entry.dataset.chain.followers] = None
    return row


def _thread(chunk: Sequence[RowReading], at: int) -> str:
    return chunk[at - at % 3].record


def _document(reading: RowReading) -> dict[str, Any]:
    source, _, key = reading.document.partition("/")
    return {
        "source": source,
        "key": key,
        "url": reading.url,
        "published": reading.published,
        "first_seen": reading.read_at,
        "last_seen": reading.read_at,
        "state": "fetched",
    }


def _snapshot(reading: RowReading) -> dict[str, Any]:
    source, _, key = reading.document.partition("/")
    return {
        "source": source,
        "key": key,
        "url": reading.url,
        "sha256": reading.sha256,
        "size": 1200,
        "media_type": "application/json",
        "headers": {"content-type": "application/json"},
        "fetched_at": reading.read_at,
        "seen_at": reading.read_at,
    }


def _extraction(reading: RowReading) -> dict[str, Any]:
    source = reading.document.partition("/")[0]
    values = {
        name: Value(str(reading.values[name]), Evidence.from_dict(dict(proof)))
        for name, proof in reading.evidence.items()
    }
    found = Reading(reading.dataset, reading.record, values, tuple(reading.warnings))
    return {
        "sha256": reading.sha256,
        "source": source,
        "form": "avis",
        "reader": "1",
        "data": dump_extraction(Extraction(source, "avis", reading.sha256, (found,))),
        "at": reading.read_at,
        "listed": True,
    }


def _work(reading: RowReading, number: int) -> Iterator[dict[str, Any]]:
    source = reading.document.partition("/")[0]
    subjects = (
        ("fetch", reading.document, 50),
        ("extract", f"s{number}", 30),
        ("normalise", f"s{number}", 20),
    )
    for stage, subject, priority in subjects:
        yield {
            "stage": stage,
            "subject": subject,
            "source": source,
            "run_id": 1,
            "state": "done",
            "priority": priority,
            "host_key": "",
            "run_at": reading.read_at,
            "attempts": 1,
            "updated_at": reading.read_at,
        }


def _version(reading: RowReading, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "dataset": DATASET,
        "record": reading.record,
        "version": 1,
        "at": reading.read_at,
        "cause": "run 1",
        "data": row,
        "changes": [],
    }


def _match(reading: RowReading, number: int) -> dict[str, Any]:
    return {
        "watch": f"veille-{number // 5 % _WATCHES}",
        "dataset": DATASET,
        "record": reading.record,
        "version": 1,
        "matched_at": reading.read_at + timedelta(minutes=5),
        "reasons": [],
    }


def _put(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if tx.dialect.name == "sqlite":
        tx.execute(insert(table), list(rows))
        return
    columns = [column for column in table.c if column.name in rows[0]]
    makers = [column.type.dialect_impl(tx.dialect).bind_processor(tx.dialect) for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    driver: Any = tx.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            values = (row[column.name] for column in columns)
            copy.write_row(
                [make(value) if make else value for make, value in zip(makers, values, strict=True)]
            )


def _drop_indexes(tx: Connection, entry: DatasetTable) -> list[str]:
    """Drop the indexes that are no key; gives back how to make them."""
    names = [
        table.name
        for table in (
            DOCUMENT,
            SNAPSHOT,
            WORK,
            EXTRACTION,
            EXTRACTED,
            READING,
            REVISION,
            THREAD_MEMBER,
            LEDGER,
            entry.table,
        )
    ]
    if tx.dialect.name == "sqlite":
        query = (
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = :table"
        )
    else:
        query = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = :table AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint)"
        )
    found = [row for name in names for row in tx.execute(text(query), {"table": name})]
    for name, _ in found:
        tx.exec_driver_sql(f'DROP INDEX "{name}"')
    return [made for _, made in found]


def _used(shelf: Shelf, kept: Iterable[RowReading]) -> None:
    """What people have done: watches, corrections, and documents that then said a third thing."""
    database, kept = shelf.site.database, list(kept)
    for each in kept:
        shelf.blobs.put(document_of(each.values))
    with database.write_durably() as tx:
        for number in range(_WATCHES):
            Watches(tx).put(Watch(f"veille-{number}", f"Veille {number}", (DATASET,), created_at=NOW), NOW)
        records = Records(tx, database.catalogue, NOW)
        for each in kept[-_CORRECTED:]:
            records.correct(DATASET, each.record, "montant_estime", 99_000.0, "Claire")
        again = [replace(each, values={**each.values, "montant_estime": 1_234.5}) for each in kept[-_TORN:]]
        records.apply_all(again, "run 2")
