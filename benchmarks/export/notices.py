"""A store with many composed notices, written straight into the table of the dataset."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from core.storage.database import Database, open_database
from normalizers.datasets import dataset, datasets

COLUMNS = (
    "id", "source", "type_avis", "objet", "acheteur_nom", "acheteur_siret", "cpv", "date_publication",
    "date_limite_reponse", "montant_estime", "nb_lots", "code_departement", "latlon", "url",
)  # fmt: skip
DATASET = dataset("avis-marches").only(*COLUMNS)

_WORKS = ("Réfection", "Construction", "Entretien", "Fourniture", "Nettoyage", "Maîtrise d'œuvre pour")
_THINGS = ("l'école Jules-Ferry", "la toiture du gymnase", "mobilier de bureau", "la voirie ; lot 2", "«&»")
_TYPES = ("consultation", "attribution", "rectificatif")
_PLACES = (["35"], ["2A", "2B"], ["971"], ["59"])
_DAY = date(2016, 1, 1)


def store(address: str, count: int) -> None:
    """Fill an empty database."""
    with open_database(address, datasets().values()) as db:
        _fill(db, count)


def _fill(db: Database, count: int) -> None:
    table = db.catalogue["avis-marches"].table
    chance = random.Random(20261125)  # noqa: S311 - composed data
    batch: list[dict[str, Any]] = []
    for row in _rows(chance, count):
        batch.append(row)
        if len(batch) == 10_000:
            _put(db, table, batch)
    _put(db, table, batch)


def _put(db: Database, table: Any, batch: list[dict[str, Any]]) -> None:
    if batch:
        with db.write() as tx:
            tx.execute(insert(table), batch)
        batch.clear()


def _rows(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        day = _DAY + timedelta(days=number % 3650)
        deadline = datetime(day.year, day.month, day.day, 10, tzinfo=UTC) + timedelta(days=30)
        yield {
            "id": f"boamp:{number:07}",
            "source": "boamp",
            "type_avis": chance.choice(_TYPES),
            "objet": f"{chance.choice(_WORKS)} {chance.choice(_THINGS)} n° {number}, tranche {number % 7}",
            "acheteur_nom": f"Commune de Saint-Exemple-{chance.randrange(30_000)}",
            "acheteur_siret": f"{chance.randrange(10**14):014}",
            "cpv": f"{chance.randrange(10**8):08}",
            "date_publication": day,
            "date_limite_reponse": deadline if number % 3 else None,
            "montant_estime": round(chance.uniform(1e4, 1e7), 2) if number % 2 else None,
            "nb_lots": chance.randrange(1, 9) if number % 4 else None,
            "code_departement": chance.choice(_PLACES),
            "latlon": f"48.{number % 9000:04},-1.{number % 7000:04}" if number % 5 else None,
            "url": f"https://www.exemple.fr/avis/{number}",
            "version": 1,
            "statut": "publie",
        }
