"""The sources, the catalogue and the state of the system."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from console.app import create_app
from core.clock import FixedClock
from core.model.document import Reference
from core.model.source import Window
from core.storage.runs import Runs, RunState
from core.storage.snapshots import Documents
from tests.console.web.pages import parsed, words
from tests.console.web.seeding import NOTICES, NOW, Shelf


def test_the_catalogue_counts_and_dates_each_dataset(client: TestClient) -> None:
    page = parsed(client.get("/").text)
    shelf = words(page.xpath("//li[@class='shelf'][.//h3/a[@href='/datasets/avis-marches']]")[0])
    assert f"{NOTICES + 4} lignes" in shelf
    assert shelf.startswith("Avis de marchés publics En échec")  # of its two sources one is
    assert "Dernière parution 19 mars 2026" in shelf
    assert "Dernière lecture 20 mars 2026 à 10 h 30" in shelf
    assert "BOAMP, avis de marchés" in shelf
    assert "CSV JSONL GEOJSON PARQUET XLSX" in shelf


def test_the_catalogue_tells_which_sources_need_attention(client: TestClient) -> None:
    page = parsed(client.get("/").text)
    assert "1 sur 4" in words(page.xpath("//section[@class='glance']")[0])
    alarm = words(page.xpath("//p[@class='alarm']")[0])
    assert "Journal officiel, nominations (en retard)" in alarm
    assert "Journal officiel de l'Union européenne (en échec)" in alarm
    assert "BOAMP" not in alarm


def test_a_source_ages_by_its_publications_and_not_by_its_runs(shelf: Shelf) -> None:
    for days, state in ((0, "fresh"), (3, "fresh"), (4, "late"), (400, "late")):
        clock = FixedClock(NOW + timedelta(days=days))
        site = replace(shelf.site, now=clock.now)
        told = TestClient(create_app(site)).get("/health").json()
        assert told["sources"]["boamp"]["state"] == state
        assert told["sources"]["boamp"]["newest_publication"] == "2026-03-19"


def test_a_source_shows_runs_refusals_and_unread_fields(client: TestClient) -> None:
    page = parsed(client.get("/sources/boamp").text)
    runs = words(page.xpath("//section[@aria-labelledby='runs']")[0])
    assert "trouvés 44" in runs
    assert "Incomplet" in runs
    assert "page 4 of 7 did not answer (503)" in runs
    assert "Texte protégé par la loi, non lu" in words(
        page.xpath("//section[@aria-labelledby='refusals']")[0]
    )
    unread = [words(row) for row in page.xpath("//section[@aria-labelledby='unmapped']//tbody/tr")]
    assert unread[0] == f"/avis/nouveau_champ fnsimple 5 {'a' * 64}"
    shares = page.xpath("//section[@aria-labelledby='coverage']//tbody/tr")
    assert [words(row) for row in shares] == ["fnsimple 5 456 65,8 % 32,9 % 1,3 %"]
    english = parsed(client.get("/sources/boamp?lang=en").text)
    assert "Set aside by name" in words(english.xpath("//section[@aria-labelledby='coverage']//thead")[0])
    assert page.xpath("//img") == []


def test_a_source_shows_what_seems_to_be_missing(shelf: Shelf) -> None:
    day = NOW.date() - timedelta(days=1)
    with shelf.site.database.write() as tx:
        weeks = [day - timedelta(weeks=n) for n in range(1, 7)]
        seen = [
            Reference("boamp", f"b{n}-{each}", "https://x.example", each) for n in range(60) for each in weeks
        ]
        Documents(tx).saw(seen, NOW)
        run, _ = Runs(tx).open("boamp", "live", "", Window(weeks[-1], NOW.date()), NOW)
        Runs(tx).finish(run.id, RunState.COMPLETE, NOW, {}, [])
    site = TestClient(create_app(shelf.site))
    (missing,) = parsed(site.get("/sources/boamp").text).xpath("//section[@aria-labelledby='gaps']")
    assert "Seulement 8 le 19 mars 2026 ; minimum attendu : 32" in words(missing)
    assert "Seulement 8 le 19 mars 2026 ; minimum attendu : 32" in words(parsed(site.get("/sources").text))
    (none,) = parsed(site.get("/sources/decp").text).xpath("//section[@aria-labelledby='gaps']")
    assert "Rien ne manque aux jours qui ont été lus." in words(none)


def test_health_is_for_machines(client: TestClient) -> None:
    answer = client.get("/health")
    told = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert told["status"] == "degraded"
    assert told["database"] == "ok"
    assert told["sources"]["ted"]["last_run_state"] == "refused"
    assert told["sources"]["decp"] == {
        "state": "never",
        "newest_publication": None,
        "last_run": None,
        "last_run_state": None,
        "last_complete_run": None,
    }
    assert told["work"] == {"ready": 0, "leased": 0, "done": 0, "parked": 0}


class _Broken:
    catalogue: dict[str, object] = {}  # noqa: RUF012
    sqlite = True
    engine = create_engine("sqlite:///gone")

    def read(self) -> object:
        raise OperationalError("SELECT", {}, Exception("the disk is gone: password=hunter2"))


def test_health_says_when_the_database_is_down(shelf: Shelf) -> None:
    site = replace(shelf.site, database=_Broken())  # type: ignore[arg-type]
    answer = TestClient(create_app(site)).get("/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "down"
    assert "hunter2" not in answer.text


@pytest.mark.parametrize("address", ["/", "/sources", "/veilles"])
def test_a_defect_is_a_page_that_tells_nothing_of_the_inside(shelf: Shelf, address: str) -> None:
    site = replace(shelf.site, database=_Broken())  # type: ignore[arg-type]
    answer = TestClient(create_app(site), raise_server_exceptions=False).get(address)
    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "/" in parsed(answer.text).xpath("//main//a/@href")


def test_pages_only_answer_reading(client: TestClient) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert parsed(answer.text).xpath("//h1")
