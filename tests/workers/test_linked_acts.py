"""Which act a rectificatif takes the place of, and which one an act withdraws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.model.source import Window
from core.storage.blobs import FolderBlobs
from core.storage.database import open_database
from core.storage.queries import Rows
from core.storage.revisions import Revisions
from crawlers import sources
from normalizers.datasets import datasets
from tests.workers.nights.harness import ROUTE
from tools import compose_jorf as compose
from tools import jorf_xml
from workers.advance import HANDED, Plan
from workers.context import Context
from workers.ingest import FileOrigin
from workers.linked_acts import DATASET, linked_acts, target_of
from workers.run import run

NOTARY = "JORFTEXT000059900101:1:1"
_COLUMNS = (
    "titre",
    "profession",
    "nom",
    "prenoms",
    "societe_nom",
    "residence_libelle",
    "remplace_nom",
    "date_arrete",
)


def act(number: str, **values: Any) -> dict[str, Any]:
    known = {"id": number, "id_jorftext": number.partition(":")[0], "profession": "notaire"}
    return {**dict.fromkeys(_COLUMNS), "titre": "Arrêté", **known, **values}


def mended(**values: Any) -> dict[str, Any]:
    return act("JORFTEXT9:1:1", effet_acte_lie="rectifie", **values)


def withdrawing(**values: Any) -> dict[str, Any]:
    return act("JORFTEXT9:1:1", effet_acte_lie="retire", **values)


BLOIS = act("JORFTEXT1:1:1", nom="DELAUNOI", prenoms="Pierre", residence_libelle="Blois")
TOURS = act("JORFTEXT1:1:2", nom="MERCŒUR", prenoms="Pierre", residence_libelle="Tours")
OTHER = act("JORFTEXT2:1:1", nom="ABADIE", prenoms="Luce", residence_libelle="Blois")


def test_a_mended_name_is_known_by_its_likeness_and_its_place() -> None:
    row = mended(nom="DELAUNOY", prenoms="Pierre", residence_libelle="Blois")
    assert target_of(row, [BLOIS, TOURS, OTHER], exact=False) == "JORFTEXT1:1:1"


def test_a_mended_place_is_known_by_its_name() -> None:
    row = mended(nom="MERCOEUR", prenoms="Pierre", residence_libelle="Joué-lès-Tours")
    assert target_of(row, [BLOIS, TOURS, OTHER], exact=False) == "JORFTEXT1:1:2"


def test_what_is_mended_in_part_takes_no_place() -> None:
    assert target_of(mended(nom="DELAUNOY", prenoms="Pierre"), [BLOIS], exact=True) is None


def test_two_acts_alike_are_left_alone() -> None:
    twin = {**BLOIS, "id": "JORFTEXT3:1:1", "id_jorftext": "JORFTEXT3"}
    row = mended(nom="DELAUNOI", prenoms="Pierre", residence_libelle="Blois")
    assert target_of(row, [BLOIS, twin], exact=False) is None


@pytest.mark.parametrize(
    "row",
    [
        mended(nom="DELAUNOY", residence_libelle="Blois", profession="commissaire_de_justice"),
        mended(nom="ROBERT", residence_libelle="Blois"),
        withdrawing(nom="DELAUNOY", residence_libelle="Blois"),
        withdrawing(nom="DELAUNOI", residence_libelle="Vendôme"),
    ],
    ids=["profession", "another person", "withdrawn: another name", "withdrawn: another place"],
)
def test_what_contradicts_is_another_act(row: dict[str, Any]) -> None:
    assert target_of(row, [BLOIS, TOURS, OTHER], exact=True) is None


def test_of_a_day_only_the_act_that_bears_the_name_is_withdrawn() -> None:
    assert target_of(withdrawing(residence_libelle="Tours"), [BLOIS, TOURS], exact=False) is None
    assert target_of(withdrawing(nom="Mercœur"), [BLOIS, TOURS], exact=False) == "JORFTEXT1:1:2"


def test_a_text_withdrawn_without_a_name_goes_whole() -> None:
    assert target_of(withdrawing(), [BLOIS, TOURS], exact=True) == "JORFTEXT1:"
    assert target_of(withdrawing(), [BLOIS, TOURS, OTHER], exact=True) is None
    assert target_of(withdrawing(), [BLOIS], exact=False) is None


class House:
    """An installation that is handed texts one by one."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    def hand(self, *texts: str) -> dict[str, dict[str, Any]]:
        """The rows after the texts were handed over in that order."""
        with open_database(self.url, datasets().values()) as db:
            for number, xml in enumerate(texts):
                origin = FileOrigin(f"text-{number}.xml", xml.encode())
                route = replace(ROUTE, linked=linked_acts)
                context = Context(db, FolderBlobs(self.folder), sources(), lambda _, o=origin: o, route)  # type: ignore[misc]
                today = Window(date(2026, 3, 12), date(2026, 3, 12))
                run(context, [Plan(sources()["jorf"], today, mode=HANDED, origin=origin.key)], threads=1)
            with db.read() as tx:
                self.causes = [each.cause for each in Revisions(tx).of(DATASET, NOTARY)]
                return {row["id"]: row for row in Rows(tx, db.catalogue).rows(DATASET)}


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> House:
    return House(database_url, tmp_path / "blobs")


def rectificatif(words: str, links: str = "") -> str:
    title = f"{compose.NOTARY.title} (rectificatif)"
    text = replace(
        compose.NOTARY, number=70, nature="RECTIFICATIF", title=title, body=words, nor="JUSC2600170Z"
    )
    return (
        jorf_xml.text_xml(text)
        .replace(jorf_xml.DAY, "2026-03-20")
        .replace("<LIENS/>", f"<LIENS>{links}</LIENS>", 1)
    )


SENTENCE = (
    "<p>Rectificatif au Journal officiel du 12 mars 2026, édition électronique, texte n° 41 :<br/>"
    "Au lieu de : « M. VERDELET (Antoine, Louis) est nommé notaire à la résidence de Vernon (Eure) »,<br/>"
    "Lire : « M. VERDELAY (Antoine, Louis) est nommé notaire à la résidence de Vernon (Eure) ».</p>"
)


@pytest.mark.parametrize("late", [False, True], ids=["after", "before its act is read"])
def test_a_rectificatif_takes_the_place_of_its_act(house: House, late: bool) -> None:
    texts = [jorf_xml.text_xml(compose.NOTARY), jorf_xml.text_xml(compose.OFFICERS), rectificatif(SENTENCE)]
    rows = house.hand(*(reversed(texts) if late else texts))
    assert {number: row["statut"] for number, row in rows.items()} == {
        NOTARY: "retire",
        "JORFTEXT000059900102:1:1": "publie",
        "JORFTEXT000059900102:1:2": "publie",
        "JORFTEXT000059900170:1:1": "publie",
    }
    assert (rows["JORFTEXT000059900170:1:1"]["nom"], rows[NOTARY]["nom"]) == ("VERDELAY", "VERDELET")
    assert house.causes[-1] == "rectifié par JORFTEXT000059900170:1:1"
    assert len(house.causes) == 2


def test_a_rectificatif_of_some_words_is_linked_and_its_act_stays(house: House) -> None:
    words = "<p>Dans l'arrêté du 3 mars 2026, au lieu de : « Louis », lire : « Louis-Marie ».</p>"
    link = '<LIEN typelien="RECTIFICATION" sens="cible" cidtexte="JORFTEXT000059900101" id=""/>'
    rows = house.hand(jorf_xml.text_xml(compose.NOTARY), rectificatif(words, link))
    assert rows[NOTARY]["statut"] != "retire"
    assert rows["JORFTEXT000059900170:1:1"]["id_jorftext_lie"] == "JORFTEXT000059900101"


@pytest.mark.parametrize("verb", ["rapporté", "retiré", "annulé"])
def test_an_act_that_is_withdrawn_goes(house: House, verb: str) -> None:
    body = compose.NOTARY.body.partition(",")[0] + (
        ", ministre de la justice, en date du 18 mars 2026, l'arrêté du 3 mars 2026 portant nomination de"
        f" M. VERDELET (Antoine, Louis) en qualité de notaire à la résidence de Vernon (Eure) est {verb}.</p>"
    )
    title = "Arrêté du 18 mars 2026 rapportant un arrêté de nomination (officiers publics ou ministériels)"
    later = replace(
        compose.NOTARY, number=71, title=title, body=body, nor="JUSC2600171A", signed="2026-03-18"
    )
    xml = jorf_xml.text_xml(later).replace(jorf_xml.DAY, "2026-03-20")
    rows = house.hand(jorf_xml.text_xml(compose.NOTARY), jorf_xml.text_xml(compose.OFFICERS), xml)
    assert [number for number, row in rows.items() if row["statut"] == "retire"] == [NOTARY]
    assert house.causes[-1] == "rapporté par JORFTEXT000059900171:1:1"
    assert rows["JORFTEXT000059900171:1:1"]["effet_acte_lie"] == "retire"


def test_handing_everything_over_again_changes_nothing(house: House) -> None:
    texts = [jorf_xml.text_xml(compose.NOTARY), rectificatif(SENTENCE)]
    assert house.hand(*texts) == house.hand(*texts)
    assert len(house.causes) == 2
