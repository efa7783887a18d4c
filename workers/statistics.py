"""Make the aggregated datasets out of the published rows; only what may be told is ever stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from core.storage.chains import Chains
from core.storage.database import Database
from core.storage.locks import serialise
from core.storage.readings import Readings, reading_of
from core.storage.records import Effect, Records
from core.storage.revisions import Revisions
from normalizers.datasets.stats_attributions import DATASET
from normalizers.organisations.key import Organisations
from normalizers.secrecy.awards import Award, PublishedCell, division_label, place_label, tabulate
from normalizers.secrecy.entering import entering
from normalizers.secrecy.releases import Told
from normalizers.secrecy.table import Key


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
        counted = {record: Award(**data) for record, data in basis.read().items()}
        taken = entering(counted, known) if counted else known
        cells = tabulate(taken.values(), _told(tx, db.catalogue, year))
        made = _publish(tx, db.catalogue, cells, year, now)
        if taken != counted:
            basis.put({record: asdict(award) for record, award in taken.items()})
        waiting = sum(taken.get(record) != known.get(record) for record in taken.keys() | known.keys())
        return {**made, "waiting": waiting}


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


def awards_of(tx: Connection, catalogue: Catalogue, year: int) -> Iterator[tuple[str, Award]]:
    """The awards of a year with a known amount in euros, by record.

    The amount of a joint award counts once, and so do awards that a rectificatif restates: in their notice.
    """
    won, notice = catalogue["attributions-marches"].table, catalogue["avis-marches"].table
    names = (
        "id",
        "id_avis",
        "numero_lot",
        "titulaire_siren",
        "titulaire_nom",
        "titulaire_code_postal",
        "montant",
    )
    query = (
        select(
            *(won.c[name] for name in names),
            won.c.groupement,
            notice.c.code_departement,
            notice.c.cpv,
            notice.c.type_avis,
        )
        .select_from(won.outerjoin(notice, won.c.id_avis == notice.c.id))
        .where(
            extract("year", won.c.date_publication) == year,
            won.c.statut == "attribue",
            won.c.statut_publication != "retire",
            won.c.montant > 0,
            won.c.devise == "EUR",
        )
        .order_by(won.c.id)
    )
    rows = tx.execute(query).mappings().all()
    winners, restated = _organisations(rows), _restated(tx, catalogue, rows)
    joint: set[tuple[Any, Any, Any]] = set()
    for row in rows:
        lot = (row["id_avis"], row["numero_lot"], row["montant"])
        if row["id_avis"] in restated or (row["groupement"] and lot in joint):
            continue
        joint.add(lot)
        places = row["code_departement"] or []
        place = places[0] if len(places) == 1 else None
        key = winners.key(row["titulaire_nom"], row["titulaire_siren"], row["titulaire_code_postal"])
        yield row["id"], Award(place, row["cpv"], key or "", row["montant"])


def _restated(tx: Connection, catalogue: Catalogue, rows: Sequence[Mapping[Any, Any]]) -> set[str]:
    """The rectificatifs of notices that are published too, whose awards say what theirs say."""
    entry = catalogue["avis-marches"]
    if entry.dataset.chain is None:
        return set()
    chains = Chains(tx, entry, entry.dataset.chain)
    later = {row["id_avis"] for row in rows if row["type_avis"] in entry.dataset.chain.mending}
    return {one for one in later if chains.mends([one])}


def _organisations(rows: Sequence[Mapping[Any, Any]]) -> Organisations:
    """The winners whose SIREN is printed, by which the others are known."""
    known = Organisations()
    for row in rows:
        if row["titulaire_siren"] and row["titulaire_nom"] and row["titulaire_code_postal"]:
            known.learn(row["titulaire_nom"], row["titulaire_siren"], row["titulaire_code_postal"])
    return known


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
