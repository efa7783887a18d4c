"""A page from a place that is remembered has the rows that it has from the first row on."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, update
from starlette.applications import Starlette

from benchmarks.api.served import site_of_file
from benchmarks.export.notices import store
from console.api.app import explore
from console.api.engines import Row, Statement
from console.api.portal import Portal
from console.web.site import Site
from core.storage.database import Database
from tests.console.api.conftest import BASE

with warnings.catch_warnings():  # it would like another HTTP library than the one we have
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from httpx import Client

RECORDS = "/catalog/datasets/avis-marches/records"
ASKED = (
    "where=type_avis='consultation'",
    "where=type_avis='consultation' and nb_lots > 3&refine=code_departement:59",
    "where=nb_lots > 8",
    "where=search(objet, 'voirie')",
    "",
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    path = tmp_path / "a.sqlite"
    store(f"sqlite:///{path}", 120)
    found = site_of_file(path)
    with found.database:
        yield found


def _client(site: Site) -> tuple[Client, Portal]:
    routes = explore(site)
    portal: Portal = routes[0].app.state.portal  # type: ignore[attr-defined]
    return TestClient(Starlette(routes=routes), base_url=f"http://testserver{BASE}"), portal


def _write(database: Database, chance: Random) -> None:
    table: Any = database.catalogue["avis-marches"].table
    one = table.c.id == f"boamp:{chance.randrange(120):07}"
    with database.write() as tx:
        if chance.random() < 0.3:
            tx.execute(delete(table).where(one))
        else:
            tx.execute(update(table).where(one).values(type_avis="consultation", nb_lots=9))


def test_pages_in_any_order_between_writes(site: Site) -> None:
    chance = Random(26)  # noqa: S311 - which page is asked for is no secret
    client, portal = _client(site)
    reached = 0
    with client:  # one loop for all requests, as a server has
        for _ in range(60):
            if chance.random() < 0.2:
                _write(site.database, chance)
            asked = f"{RECORDS}?{chance.choice(ASKED)}&limit=5&offset={5 * chance.randrange(6)}"
            reached += any(portal.places._kept.values())
            anew = _client(site)[0].get(asked).json()["results"]
            assert client.get(asked).json()["results"] == anew, asked
    assert reached > 30


def test_a_page_is_read_from_where_it_began(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client, portal = _client(site)
    asked = f"{RECORDS}?where=nb_lots > 3&limit=5&offset=5"
    told: list[Statement] = []
    rows = portal.engine.rows

    def heard(statement: Statement, seconds: float) -> list[Row]:
        told.append(statement)
        return rows(statement, seconds)

    monkeypatch.setattr(portal.engine, "rows", heard)
    with client:
        first = client.get(asked).json()
        told.clear()
        assert client.get(asked).json() == first
        client.get(asked.replace("offset=5", "offset=10"))
    again, onward = (each for each in told if "page_key" in each.sql)
    assert "rowid > ?" in again.sql and again.parameters[-1] == onward.parameters[-1] == 0


def test_rows_in_another_order_and_groups_have_no_places(site: Site) -> None:
    client, portal = _client(site)
    for asked in ("order_by=nb_lots&limit=5", "select=count(*)&group_by=type_avis", "order_by=random(1)"):
        assert client.get(f"{RECORDS}?{asked}").status_code == 200
    assert not portal.places._kept
