"""The search of published rows answers a query as a watch of the same query does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from core.model.watch import Watch
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from normalizers.datasets import dataset, datasets
from tests.workers.published import AVIS, NOON, publish
from workers.matching.match import match
from workers.matching.searching import conditions


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with open_database(database_url, datasets().values()) as made:
        publish(
            made, 1, objet="Rénovation des écoles", source="boamp", cpv="45214210", montant_estime=90000.0
        )
        publish(made, 2, objet="Peinture du collège", source="ted", acheteur_nom="Ville de Clairbourg-l'Île")
        publish(
            made, 3, objet="Marquage au sol", cpv="34922100", cpv_secondaires=["45233141"], source="boamp",
            code_commune="35238", code_departement=["35"], code_region=["53"], latlon="48.11198,-1.67429",
            montant_max=5000.0, date_limite_reponse=NOON + timedelta(days=20),
        )  # fmt: skip
        publish(
            made, 4, objet="École maternelle", code_commune="44003", code_departement=["44"], source="ted",
            code_region=["52"], date_limite_reponse=(NOON + timedelta(days=60)).date(),
            at=NOON - timedelta(days=9),
            acheteur_siren="213502388", acheteur_siret="21350238800019",
        )  # fmt: skip
        publish(
            made, 5, objet="Fourniture de papier", type_avis="attribution", acheteur_nom="Clairbourg Habitat"
        )
        yield made


QUERIES = (
    "",
    "école",
    "écoles OU collège",
    "(école OU collège) NON maternelle",
    "(rénovation école) OU sol",
    '"marquage au sol"',
    "NON école",
    "NON cpv:45",
    "cpv:45",
    "cpv:34,45214210 NON source:ted",
    "cpv:45 OU collège",
    "commune:44160",
    "commune:Rennes",
    'epci:"Rennes Métropole"',
    "departement:35,44",
    "region:Bretagne",
    "pres:Rennes/5km",
    "pres:Nantes/60km OU papier",
    "-pres:Rennes/5km",
    "acheteur:clairbourg",
    'acheteur:"ville de clairbourg"',
    "acheteur:213502388",
    "type:attribution",
    "source:boamp",
    "statut:publie",
    "relu:oui",
    "jeu:avis-marches",
    "jeu:lots-marches",
    "objet:papier",
    "montant>=90k",
    "montant<=10k",
    "montant:1000..90000",
    "publication>=2026-03-10",
    "limite:30j",
    "limite>=15j",
    "limite<=2026-04-30",
    "confiance>=0.5",
    "confiance<=0.1",
)


def test_a_search_finds_what_a_watch_finds(db: Database) -> None:
    for query in QUERIES:
        with db.read() as tx:
            rows = Rows(tx, db.catalogue)
            every = list(rows.rows(AVIS))
            found = [row["id"] for row in rows.rows(AVIS, conditions(dataset(AVIS), query, NOON))]
        watch = Watch("w", "w", (AVIS,), query)
        told = [row["id"] for row in every if match(watch, dataset(AVIS), row, NOON) is not None]
        assert found == told, query

    with db.read() as tx:  # and a word by the beginning that its forms share
        found = list(Rows(tx, db.catalogue).rows(AVIS, conditions(dataset(AVIS), "rénover", NOON)))
    assert [row["id"] for row in found] == ["boamp:26-1"]
