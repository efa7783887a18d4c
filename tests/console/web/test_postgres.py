"""The pages on PostgreSQL, which refuses what SQLite lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import create_app
from tests.console.web.seeding import NOTICES, open_empty, seed
from tests.console.web.test_every_page import PAGES
from tests.console.web.test_table import TABLE, walk

pytestmark = pytest.mark.slow

ODD = (
    "?q=%25_%5C'",
    "?q=%C3%A9%CC%81",
    "?type_avis='%3B--",
    "?nb_lots=9223372036854775807",
    "?version=1",
    "?date_publication=0001-01-01",
    "?du=0001-01-01&au=9999-12-31",
    "?code_departement=%5B%22",
    "?avis_lies=boamp:26-10001",
    "?apres=W251bGwsImEiXQ",
)


def test_every_page_answers_and_pages_lose_nothing(postgres_url: str, tmp_path: Path) -> None:
    shelf = open_empty(tmp_path, postgres_url)
    try:
        seed(shelf)
        client = TestClient(create_app(shelf.site))
        for address in PAGES:
            assert client.get(address).status_code == 200, address
        for query in ODD:
            assert client.get(TABLE + query).status_code == 200, query
        assert client.get(TABLE + "?q=%22").status_code == 400
        for order in ("objet", "-montant_estime", "date_limite_reponse", "id", "confiance"):
            seen = [record for page in walk(client, f"{TABLE}?taille=25&tri={order}") for record in page]
            assert len(seen) == len(set(seen)) == NOTICES + 4
        assert client.get(f"{TABLE}.csv?q=toiture").status_code == 200
        assert client.get("/veilles/toiture.atom").status_code == 200
        assert client.get("/health").json()["database"] == "ok"
    finally:
        shelf.site.database.close()
