"""Measure a dataset: completeness, validity, freshness, corrections, conflicts. The figures are a dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from core.clock import paris
from core.model.record import Record
from core.storage.catalogue import Catalogue, DatasetTable
from core.storage.conflicts import Conflicts
from core.storage.corrections import Corrections
from core.storage.database import Database
from core.storage.plain import plain
from core.storage.readings import Readings, reading_of
from core.storage.records import Effect, Records
from normalizers.datasets import is_restricted
from normalizers.datasets.qualite_donnees import DATASET, WHOLE
from workers.archive import Write
from workers.validity import unread_columns


@dataclass(frozen=True, slots=True)
class Measured:
    """What is counted of a column, or of the dataset where the name is ``*``."""

    column: str
    rows: int
    filled: float
    unread: int
    given: int
    corrections: int
    conflicts: int
    waiting: int | None = None
    withdrawn: int | None = None
    newest: date | None = None


def measure(tx: Connection, catalogue: Catalogue, dataset: str) -> list[Measured]:
    """The figures of a dataset, itself first; withdrawn rows count only as such."""
    entry = catalogue[dataset]
    names = [column.name for column in entry.own]
    rows, filled = _filled(tx, entry, names)
    unread = _unread(tx, entry)
    corrections = Counter(each.column for each in Corrections(tx).in_force(dataset))
    conflicts = Counter(each.correction.column for each in Conflicts(tx, catalogue).of(dataset))
    columns = [
        Measured(
            column=name,
            rows=rows,
            filled=filled[name] / rows if rows else 0.0,
            unread=unread[name],
            given=filled[name] + unread[name],
            corrections=corrections[name],
            conflicts=conflicts[name],
        )
        for name in names
    ]
    return [_whole(tx, entry, rows, columns), *columns]


def measured(db: Database, names: Iterable[str], now: datetime) -> Write:
    """Measure datasets; what publishes the figures, in a transaction of its own."""
    with db.read() as tx:
        found = {name: measure(tx, db.catalogue, name) for name in names}

    def write(tx: Connection) -> None:
        for name, figures in found.items():
            _publish(tx, db.catalogue, name, figures, now)

    return write


def publish_quality(db: Database, now: datetime) -> dict[str, int]:
    """Measure every dataset but this one and publish the figures; returns the changed rows by dataset."""
    changed = {}
    for name in db.catalogue:
        if name != DATASET.name and not is_restricted(name):
            with db.read() as tx:
                found = measure(tx, db.catalogue, name)
            with db.write() as tx:
                changed[name] = _publish(tx, db.catalogue, name, found, now)
    with db.write() as tx:
        changed |= _forget(tx, db.catalogue, now)
    return changed


def _forget(tx: Connection, catalogue: Catalogue, now: datetime) -> dict[str, int]:
    """Withdraw the figures of datasets that are no more; returns how many rows by dataset."""
    of: dict[str, list[str]] = {}
    for record in Readings(tx).below(DATASET.name, f"{DATASET.name}:"):
        dataset = record.split(":")[1]
        if dataset not in catalogue:
            of.setdefault(dataset, []).append(record)
    return {dataset: _withdraw(tx, catalogue, dataset, records, now) for dataset, records in of.items()}


def _withdraw(
    tx: Connection, catalogue: Catalogue, dataset: str, records: Iterable[str], now: datetime
) -> int:
    """Drop the readings of figures of which there is nothing to measure any more."""
    gone = sorted(records)
    for record in gone:
        Readings(tx).drop(_document(dataset), DATASET.name, record)
    made = Records(tx, catalogue, now).settle([(DATASET.name, record) for record in gone], _cause(dataset))
    return sum(outcome.effect is not Effect.UNCHANGED for outcome in made)


def _document(dataset: str) -> str:
    return f"veille/{DATASET.name}/{dataset}"


def _cause(dataset: str) -> str:
    return f"mesure de {dataset}"


def _filled(tx: Connection, entry: DatasetTable, names: list[str]) -> tuple[int, dict[str, int]]:
    table, status = entry.table, entry.dataset.status_column
    counted = select(func.count(), *(func.count(table.c[name]) for name in names))
    rows, *filled = tx.execute(counted.where(table.c[status] != "retire")).one()
    return rows, dict(zip(names, filled, strict=True))


def _unread(tx: Connection, entry: DatasetTable) -> Counter[str]:
    """Rows in which a column is empty because nobody could read what is written there."""
    table, found = entry.table, Counter[str]()
    columns = {column.name for column in entry.own}
    warned = select(table).where(
        table.c.avertissements.is_not(None), table.c[entry.dataset.status_column] != "retire"
    )
    for row in tx.execute(warned.execution_options(yield_per=1000)).mappings():
        named = unread_columns(row["avertissements"] or ()) & columns
        found.update(name for name in named if row[name] is None)
    return found


def _whole(tx: Connection, entry: DatasetTable, rows: int, columns: list[Measured]) -> Measured:
    table, status = entry.table, entry.table.c[entry.dataset.status_column]
    states = {state: count for state, count in tx.execute(select(status, func.count()).group_by(status))}
    day = entry.dataset.date_column
    newest = tx.execute(select(func.max(table.c[day]))).scalar() if day else None
    return Measured(
        column=WHOLE,
        rows=rows,
        filled=sum(each.filled for each in columns) / len(columns) if columns else 0.0,
        unread=sum(each.unread for each in columns),
        given=sum(each.given for each in columns),
        corrections=sum(each.corrections for each in columns),
        conflicts=sum(each.conflicts for each in columns),
        waiting=states.get("a_verifier", 0),
        withdrawn=states.get("retire", 0),
        newest=newest,
    )


def _publish(tx: Connection, catalogue: Catalogue, dataset: str, found: list[Measured], now: datetime) -> int:
    records = list(_records(dataset, found, now))
    entry, document = catalogue[DATASET.name], _document(dataset)
    before = Readings(tx).below(DATASET.name, f"{DATASET.name}:{dataset}:")
    readings = [reading_of(entry, record, document, 0, None) for record in records]
    made = Records(tx, catalogue, now).apply_all(readings, _cause(dataset))
    changed = sum(outcome.effect is not Effect.UNCHANGED for outcome in made)
    return changed + _withdraw(tx, catalogue, dataset, {*before} - {each.id for each in records}, now)


def _records(dataset: str, found: list[Measured], now: datetime) -> Iterator[Record]:
    day = DATASET.column("derniere_date")
    rows = [_values(dataset, each, paris(now).date()) for each in found]
    said = [{**row, "mesure_le": None, "derniere_date": plain(day, row["derniere_date"])} for row in rows]
    digest = sha256(orjson.dumps(said)).hexdigest()
    for row in rows:
        identity = f"{DATASET.name}:{dataset}:{row['colonne']}"
        yield Record(DATASET.name, identity, row, {}, {}, (), digest, "", now)


def _values(dataset: str, one: Measured, today: date) -> dict[str, Any]:
    return {
        "jeu": dataset,
        "colonne": one.column,
        "mesure_le": today,
        "lignes": one.rows,
        "completude": round(one.filled, 4),
        "illisibles": one.unread,
        "validite": round(1 - one.unread / one.given, 4) if one.given else None,
        "corrections": one.corrections,
        "conflits": one.conflicts,
        "a_verifier": one.waiting,
        "retirees": one.withdrawn,
        "derniere_date": one.newest,
    }
