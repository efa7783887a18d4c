"""Make the aggregated datasets out of the published rows; only what may be told is ever stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import Connection, extract, select

from core.clock import paris
from core.model.record import Record
from core.storage.basis import Basis
from core.storage.catalogue import Catalogue
from core.storage.database import Database
from core.storage.locks import serialise
from core.storage.readings import Readings, reading_of
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from normalizers.datasets.stats_attributions import DATASET
from normalizers.secrecy.awards import Award, PublishedCell, division_label, place_label, tabulate
from normalizers.secrecy.entering import entering
from normalizers.secrecy.releases import Told
from normalizers.secrecy.table import Key
from workers.counted_awards import awards_at, awards_of


def years(tx: Connection, catalogue: Catalogue) -> list[int]:
    """The years of which awards are published."""
    day = catalogue["attributions-marches"].table.c.date_publication
    found = tx.execute(select(extract("year", day)).where(day.is_not(None)).distinct()).scalars()
    return sorted(int(year) for year in found)


def ended(found: Sequence[int], now: datetime) -> list[int]:
    """The years that are over: releases of a running year would tell its awards one by one."""
    return [year for year in found if year < paris(now).year]


def make_statistics(db: Database, year: int, now: datetime) -> dict[str, int]:
    """Tabulate the awards of a year and publish the cells; a cell that is no more is withdrawn.

    Late awards that would tell themselves by what a cell grew by wait (``normalizers.secrecy.entering``).

    Returns:
        How many cells there are, how many of them are hidden, how many changed, how many awards wait.

    Raises:
        Unprotected: a secret cell cannot be hidden; what was published of the year stands.
    """
    with db.write() as tx:
        serialise(tx, "records")
        known = dict(awards_of(tx, db.catalogue, year))
        basis = Basis(tx, DATASET.name, str(year))
        kept = {record: Award(**data) for record, data in basis.read().items()}
        counted = kept or _counted_before(tx, db.catalogue, year)
        taken = entering(counted, known) if counted else known
        cells = tabulate(taken.values(), _told(tx, db.catalogue, year))
        made = _publish(tx, db.catalogue, cells, year, now)
        if taken != kept:
            basis.put({record: asdict(award) for record, award in taken.items()})
        waiting = sum(taken.get(record) != known.get(record) for record in taken.keys() | known.keys())
        return {**made, "waiting": waiting}


def _counted_before(tx: Connection, catalogue: Catalogue, year: int) -> dict[str, Award]:
    """What the last release of a year counted, if it was made before releases kept that; else nothing."""
    made = Revisions(tx).last_release(DATASET.name, f"{DATASET.name}:{year}:")
    return awards_at(tx, catalogue, year, made) if made else {}


def _told(tx: Connection, catalogue: Catalogue, year: int) -> Told:
    """What the releases of a year told, the last of them being the rows as they stand."""
    cell = catalogue[DATASET.name].table.c
    query = select(cell.id, cell.niveau, cell.code_lieu, cell.cpv_division, cell.secret, cell.montant)
    hidden, amounts = set[Key](), dict[Key, float]()
    for row in tx.execute(query.where(cell.annee == year, cell.statut != "retire")):
        key = (row.niveau, row.code_lieu, row.cpv_division)
        if row.secret:
            hidden.add(key)
        last = _last_told(tx, row.id) if row.secret else row.montant
        if last is not None:
            amounts[key] = float(last)
    return Told(hidden, amounts)


def _last_told(tx: Connection, record: str) -> float | None:
    told = (version.data["montant"] for version in reversed(Revisions(tx).of(DATASET.name, record)))
    return next((amount for amount in told if amount is not None), None)


def _publish(
    tx: Connection, catalogue: Catalogue, cells: Sequence[PublishedCell], year: int, now: datetime
) -> dict[str, int]:
    document = f"veille/{DATASET.name}/{year}"
    digest = sha256(orjson.dumps([_values(cell, year) for cell in cells])).hexdigest()
    records = [_record(cell, year, digest, now) for cell in cells]
    entry = catalogue[DATASET.name]
    writer = Records(tx, catalogue, now)
    before = set(Readings(tx).below(DATASET.name, f"{DATASET.name}:{year}:"))
    made = writer.apply_all(
        [reading_of(entry, record, document, 0, None) for record in records], f"statistiques {year}"
    )
    gone = sorted(before - {record.id for record in records})
    for record in gone:
        Readings(tx).drop(document, DATASET.name, record)
    made += writer.settle([(DATASET.name, record) for record in gone], f"statistiques {year}")
    return {
        "cells": len(cells),
        "hidden": sum(cell.amount is None for cell in cells),
        "changed": sum(outcome.effect is not Effect.UNCHANGED for outcome in made),
    }


def _record(cell: PublishedCell, year: int, digest: str, now: datetime) -> Record:
    return Record(
        dataset=DATASET.name,
        id=f"{DATASET.name}:{year}:{cell.level}:{cell.code}:{cell.division}",
        values=_values(cell, year),
        evidence={},
        confidence={},
        warnings=(),
        document_sha256=digest,
        document_url="",
        read_at=now,
    )


def _values(cell: PublishedCell, year: int) -> dict[str, Any]:
    return {
        "annee": year,
        "niveau": cell.level,
        "code_lieu": cell.code,
        "lieu_libelle": place_label(cell.level, cell.code),
        "cpv_division": cell.division,
        "cpv_libelle": division_label(cell.division),
        "nb_attributions": cell.awards,
        "nb_titulaires": cell.winners,
        "montant": cell.amount,
        "secret": cell.amount is None,
        "motif_secret": cell.reason,
    }
