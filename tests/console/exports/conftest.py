"""A store with a procurement told by a call, its change, an award and a contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.model.record import Record
from core.storage.database import Database, open_database
from core.storage.records import Records
from normalizers.datasets import datasets

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
BUYER, WINNER, OTHER = "21910987300014", "51234987900019", "54567210700012"


def put(db: Database, days: int, dataset: str, record: str, **values: Any) -> None:
    """Publish a reading of a row, so many days after the start."""
    at = START + timedelta(days=days)
    with db.write() as tx:
        row = Record(dataset, record, {"id": record, **values}, {}, {}, (), "0" * 64, "https://a.exemple", at)
        Records(tx, db.catalogue, at).apply(row, "test", document=record)


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """The store, on each kind of database."""
    with open_database(database_url, datasets().values()) as db:
        seed(db)
        yield db


def seed(db: Database) -> None:
    """A call in two lots that is changed, its award to a group and to nobody, and the contract."""
    call: dict[str, Any] = {
        "source": "boamp",
        "id_procedure": "boamp:26-1",
        "type_avis": "consultation",
        "objet": "Rénovation de l'école",
        "acheteur_nom": "Commune d'Aigrefontaine",
        "acheteur_siret": BUYER,
        "type_marche": ["travaux"],
        "procedure": "ouverte",
        "cpv": "45214200",
        "date_publication": date(2026, 3, 2),
        "date_limite_reponse": datetime(2026, 4, 1, 10, tzinfo=UTC),
        "montant_estime": 400_000.0,
        "code_departement": ["91"],
        "lieu_source": "execution",
        "duree_mois": 6,
        "url": "https://a.exemple/26-1",
    }
    put(db, 0, "avis-marches", "boamp:26-1", **call)
    for number in ("1", "2"):
        lot = {"id_avis": "boamp:26-1", "numero_lot": number, "intitule": f"Lot {number}"}
        put(db, 0, "lots-marches", f"boamp:26-1:lot:{number}", **lot)
    put(db, 3, "avis-marches", "boamp:26-1", **{**call, "montant_estime": 450_000.0})
    award = {**call, "type_avis": "attribution", "date_publication": date(2026, 5, 2), "montant_estime": None}
    put(db, 61, "avis-marches", "boamp:26-9", **award)
    won: dict[str, Any] = {
        "id_avis": "boamp:26-9",
        "id_procedure": "boamp:26-1",
        "numero_lot": "1",
        "statut": "attribue",
        "groupement": True,
        "montant": 210_000.0,
        "nb_offres": 4,
    }
    put(db, 61, "attributions-marches", "boamp:26-9:attr:1:1", titulaire_siret=WINNER, **won)
    put(db, 61, "attributions-marches", "boamp:26-9:attr:1:2", titulaire_siret=OTHER, **won)
    failed = {"id_avis": "boamp:26-9", "id_procedure": "boamp:26-1", "numero_lot": "2"}
    put(db, 61, "attributions-marches", "boamp:26-9:attr:2:1", statut="infructueux", **failed)
    contract: dict[str, Any] = {
        "source": "decp",
        "id_procedure": "boamp:26-1",
        "objet": "Rénovation de l'école, lot 1",
        "acheteur_siret": BUYER,
        "montant_ht": 210_000.0,
        "date_notification": date(2026, 5, 20),
        "titulaires": [{"siret": WINNER}, {"siret": OTHER}],
    }
    put(db, 90, "marches-conclus", "decp:1", **contract)
    change = [{"date": "2026-09-01", "objet": "Avenant 1", "montant": 230_000.0}]
    put(db, 200, "marches-conclus", "decp:1", **contract, modification=change)
    put(db, 0, "avis-marches", "boamp:26-2", source="boamp", type_avis="autre", objet="Seul")
