"""Where the page of a review stands when it opens, and the ways on from it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from console.app import create_app
from core.model.person import Role
from core.storage.corrections import Corrections
from tests.console.web.cheap_passwords import _cheap
from tests.console.web.pages import parsed
from tests.console.web.people import PASSWORD, person, send, signed_in
from tests.console.web.seeding import JSON_NOTICE, PDF_NOTICE, Shelf
from tools.local_server import serving
from tools.take_screenshots import NoBrowser, browser

__all__ = ["_cheap"]

AVIS = "avis-marches"
ODA = "oda@ville.example"


@pytest.fixture
def oda(desk: Shelf) -> TestClient:
    return signed_in(desk.site, ODA, Role.OWNER, datasets=[AVIS])


def test_an_empty_queue_leads_to_the_datasets_of_its_owner(oda: TestClient) -> None:
    page = parsed(oda.get("/revue?motif=conflit").text)
    assert page.xpath("//main//ul[contains(@class, 'plain-list')]//a/@href") == [f"/datasets/{AVIS}"]


def test_what_was_done_leads_back_to_its_row(desk: Shelf, oda: TestClient) -> None:
    row = f"/revue/{AVIS}/{quote(PDF_NOTICE, safe='')}"
    send(oda, row, decision="corriger", colonne="montant_estime", valeur="1 150 000")
    with desk.site.database.read() as tx:
        made = Corrections(tx).of(AVIS, [PDF_NOTICE])[PDF_NOTICE][-1]
    done = parsed(oda.get(f"/revue?fait={made.id}").text)
    assert done.xpath("//div[@id='done']//a[1]/@href")[0] == f"{row}#champ-montant_estime"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_page_opens_at_the_title_of_its_row_with_the_place_in_sight(desk: Shelf) -> None:
    person(desk.site, ODA, Role.OWNER, datasets=[AVIS])
    try:
        with serving(create_app(desk.site)) as address, browser() as window:
            page = window.new_context(viewport={"width": 1280, "height": 420}).new_page()
            page.goto(f"{address}/connexion")
            page.fill("#email", ODA)
            page.fill("#password", PASSWORD)
            page.press("#password", "Enter")
            page.wait_for_url(f"{address}/")
            page.goto(f"{address}/revue/{AVIS}/{quote(JSON_NOTICE, safe='')}")
            page.wait_for_timeout(700)
            assert page.evaluate("scrollY") == 0
            pane, place = (
                page.locator(each).first.bounding_box()
                for each in (".document-view", ".document-view .is-marked")
            )
            assert pane["y"] <= place["y"] + 1
            assert place["y"] + place["height"] <= pane["y"] + pane["height"] + 1
    except NoBrowser as missing:
        pytest.skip(str(missing))
