"""The page of a record tells the notices of its procurement over all sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import create_app
from core.model.record import Record
from core.storage.records import Records
from tests.console.web.seeding import NOW, open_empty
from workers.threads import thread_rows

CALL = {
    "source": "boamp",
    "type_avis": "consultation",
    "objet": "Réfection de la toiture du gymnase Lucie Valmont",
    "acheteur_nom": "Commune de Rosbert",
    "departements_publication": ["33"],
    "date_publication": "2026-01-10",
}
ROWS = {
    "boamp:26-1": CALL,
    "ted:9-2026": {**CALL, "source": "ted", "date_publication": "2026-01-12"},
    "boamp:26-7": {
        **CALL,
        "type_avis": "attribution",
        "date_publication": "2026-03-02",
        "avis_lies": ["boamp:26-1"],
    },
}


@pytest.mark.parametrize(
    ("language", "words"), [("fr", ("avis cité", "ressemblance")), ("en", ("notice named", "likeness"))]
)
def test_the_notices_are_told_in_their_order(tmp_path: Path, language: str, words: tuple[str, ...]) -> None:
    shelf = open_empty(tmp_path)
    with shelf.site.database.write() as tx:
        for record, values in ROWS.items():
            read = Record("avis-marches", record, values, {}, {}, (), "a" * 64, "https://x.example/", NOW)
            Records(tx, shelf.site.database.catalogue, NOW).apply(read, "test")
            thread_rows(tx, shelf.site.database.catalogue, [("avis-marches", record)], NOW)
    client = TestClient(create_app(shelf.site), base_url="https://veille.example")
    page = client.get("/datasets/avis-marches/ted:9-2026", params={"lang": language}).text
    shelf.site.database.close()
    section = page[page.index('id="thread"') : page.index('id="history"')]
    places = [section.index(f"{record}<") for record in ROWS]
    assert places == sorted(places)
    assert all(each in section for each in words)
