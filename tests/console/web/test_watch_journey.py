"""A watch from a search to its delivery, in a real browser, on a telephone and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.model.person import Role
from core.settings import Settings
from core.storage.ledger import Ledger
from core.storage.revisions import Revisions
from tests.console.web.cheap_passwords import _cheap
from tests.console.web.people import person
from tests.console.web.seeding import NOW, Shelf, _apply, _archive
from tests.console.web.test_journeys import AVIS, address, desk, opened, window
from tests.workers.delivery.office import Office, receiver
from workers.delivery.prepare import prepare
from workers.matching.watching import Matcher

__all__ = ["_cheap", "address", "desk", "window"]

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

ANA = "ana@ville.example"


def publish(desk: Shelf, number: int, text: str) -> int:
    """A new notice is published and matched as a run does it; gives back how many watches it answers."""
    name, values = f"boamp:26-{number}", {"source": "boamp", "objet": text, "type_avis": "consultation"}
    with desk.site.database.write_durably() as tx:
        snapshot = _archive(tx, desk.blobs, "boamp", f"{number}.json", b"{}", "application/json", NOW.date())
        _apply(tx, desk.site.database, AVIS, name, values, snapshot)
        version = Revisions(tx).latest(AVIS, name)
        assert version is not None
        found = Ledger(tx).add([hit.match for hit in Matcher().match(tx, [version], NOW)])
        prepare(tx, NOW)
    return len(found)


def test_a_watch_from_search_to_delivery(window: Any, desk: Shelf, address: str, tmp_path: Path) -> None:
    person(desk.site, ANA, Role.SUBSCRIBER)
    page, told = opened(
        window, address, ANA, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    settings = Settings(
        home=tmp_path, base_url="https://veille.example", webhook_hosts=frozenset({"127.0.0.1"})
    )
    office = Office(desk.site.database, settings, tmp_path, NOW)
    with receiver() as slack:
        page.goto(f"{address}/datasets/{AVIS}")
        page.fill("#q", "toiture OU passerelle OU ascenseurs")
        page.press("#q", "Enter")
        page.click("text=Créer une veille de cette recherche")
        before = page.locator("ol.matches > li").count()
        page.click("button[name=exclure]:has-text('cpv') >> nth=0")
        assert page.locator("ol.matches > li").count() < before
        page.fill("#nom", "Passerelles et toitures")
        page.select_option("select[name=sorte]", "slack")
        page.fill("#vers", slack.url)
        page.click("button:has-text('Créer la veille')")
        page.wait_for_url("**/canaux?fait=cree")
        page.click("button:has-text('Envoyer un essai')")
        office.work()
        assert b"Essai de la veille Passerelles" in slack.bodies()[0]
        assert publish(desk, 70001, "Construction d'une passerelle piétonne") == 1
        slack.answers = [(503, {}, b"busy")]
        office.work()
        page.click("nav.tabs >> text=Envois")
        row = page.locator("tbody tr").first
        assert "L'autre service est en panne" in row.inner_text()
        assert "prochain essai" in row.inner_text()
        office.later(hours=1)
        office.work()
        assert b"passerelle pi" in slack.bodies()[-1]
        page.reload()
        assert "Reçu" in page.locator("tbody tr").first.inner_text()
        page.locator("tbody tr").first.locator("button:has-text('Renvoyer')").click()
        office.work()
        assert slack.bodies()[-1] == slack.bodies()[-2]
    page.click("nav.tabs >> text=Modifier")
    page.click("button:has-text('Mettre en pause')")
    assert "En pause depuis" in page.inner_text("main")
    assert "passerelle piétonne" in page.inner_text("ol.matches")
    page.click("text=Pourquoi, et en recevoir moins")
    page.click("button[name=exclure] >> nth=0")
    assert "NON" in page.inner_text("dl.facts")
    page.click("nav.tabs >> text=Modifier")
    page.click("summary:has-text('Supprimer')")
    page.click("button:has-text('Supprimer pour toujours')")
    page.wait_for_url("**/veilles")
    assert "Passerelles" not in page.inner_text("main")
    assert told == []
