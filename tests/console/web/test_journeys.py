"""Whole journeys in a real browser: first start, sign-in, a correction by keyboard, a conflict, a retry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import ANY
from urllib.parse import quote

import pytest

from console.app import create_app
from console.web.access.first_start import first_link
from core.model.channel import UNSUBSCRIBED, ChannelKind
from core.model.dataset import Profile
from core.model.evidence import Evidence
from core.model.person import Role
from core.model.watch import Watch
from core.storage.channels import Channels
from core.storage.credentials import Invitations
from core.storage.feed_tokens import FeedTokens
from core.storage.people import People
from core.storage.queries import Rows
from core.storage.reports import Reports
from core.storage.schema import WORK
from core.storage.work import Queue, Task, WorkState
from tests.console.web.cheap_passwords import _cheap
from tests.console.web.people import PASSWORD, person
from tests.console.web.seeding import (
    HOSTILE_NOTICE,
    JSON_NOTICE,
    NOW,
    PDF_NOTICE,
    Shelf,
    _apply,
    _archive,
    open_empty,
    pdf_notice,
    seed,
)
from tools.local_server import serving
from tools.take_screenshots import NoBrowser, browser
from workers.delivery import testing
from workers.delivery.confirming import ask, token_of, unconfirmed
from workers.delivery.opening import open_channel
from workers.delivery.unsubscribing import unsubscribe_token

__all__ = ["_cheap"]

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

AVIS = "avis-marches"
AXE = (Path(__file__).parents[2] / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
CHIEF, OWNER, OPERATOR = "chef@ville.example", "ana@ville.example", "ops@ville.example"


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    try:
        with browser() as opened:
            yield opened
    except NoBrowser as missing:
        pytest.skip(str(missing))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shelf]:
    shelf = open_empty(tmp_path)
    seed(shelf, notices=8)
    yield shelf
    shelf.site.database.close()


@pytest.fixture
def address(desk: Shelf) -> Iterator[str]:
    with serving(create_app(desk.site)) as where:
        yield where


def opened(window: Any, address: str, email: str = "", **options: Any) -> tuple[Any, list[str]]:
    """A page of a browser of its own, signed in if an address is given; and what its console says."""
    page = window.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}).new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    if email:
        page.goto(f"{address}/connexion")
        page.fill("#email", email)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{address}/")
    return page, told


def amount(desk: Shelf) -> Any:
    with desk.site.database.read() as tx:
        row = Rows(tx, desk.site.database.catalogue).get(AVIS, PDF_NOTICE)
    assert row is not None
    return row["montant_estime"], row["statut"]


def doubt(desk: Shelf, value: float, sure: float) -> None:
    """The PDF is read (again): its amount, of which the machine is so sure."""
    with desk.site.database.write() as tx:
        data = pdf_notice() + b"\n%" + str(value).encode()
        snapshot = _archive(tx, desk.blobs, "boamp", "26-90001.pdf", data, "application/pdf", NOW.date())
        values = {
            "source": "boamp",
            "type_avis": "consultation",
            "objet": "Réhabilitation de la halle aux grains",
            "acheteur_nom": "Commune de Saint-Hilaire-du-Lac",
            "montant_estime": value,
        }
        evidence = {
            "objet": (Evidence("Réhabilitation de la halle aux grains", page=1, bbox=(70, 139, 330, 155)),),
            "montant_estime": (Evidence("1 250 000 € HT", page=1, bbox=(235, 189, 322, 205)),),
        }
        at = NOW + timedelta(minutes=int(value) % 1000)
        _apply(
            tx, desk.site.database, AVIS, PDF_NOTICE, values, snapshot,
            evidence=evidence, confidence={"montant_estime": sure, "objet": 0.99}, at=at,
        )  # fmt: skip


def test_the_first_start(window: Any, desk: Shelf, address: str) -> None:
    page, told = opened(window, address)
    page.goto(f"{address}/bienvenue/{first_link(desk.site.database, NOW)}")
    page.fill("#name", "Camille Aubert")
    page.fill("#email", CHIEF)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.press("#again", "Enter")
    page.wait_for_url(f"{address}/compte")
    assert "Administrateur" in page.inner_text("main")
    page.click("text=Accès")
    page.fill("#email", OWNER)
    page.check("input[name=role][value=owner]")
    page.check("input[name=dataset][value=avis-marches]")
    page.click("button:has-text('Inviter')")
    link = page.input_value("#secret")
    guest, _ = opened(window, address)
    guest.goto(address + link.removeprefix("https://veille.example"))
    guest.fill("#name", "Ana")
    guest.fill("#password", PASSWORD)
    guest.fill("#again", PASSWORD)
    guest.press("#again", "Enter")
    guest.click("nav >> text=Revue")
    assert guest.locator("tbody tr").count() > 0
    assert told == []


def begun(page: Any) -> None:
    """Wait until the field to begin with has the focus: a browser gives it after the page is loaded."""
    page.wait_for_function("() => document.activeElement.classList.contains('cell-value')")


def test_a_wrong_amount_is_corrected_by_keyboard_only(window: Any, desk: Shelf, address: str) -> None:
    doubt(desk, 1_350_000.0, 0.2)
    person(desk.site, OWNER, Role.OWNER, datasets=[AVIS])
    page, told = opened(window, address, OWNER)
    page.goto(f"{address}/revue?motif=doute")
    page.keyboard.press("n")
    page.wait_for_url("**/revue/avis-marches/boamp%3A26-90001**")
    begun(page)
    assert page.evaluate("document.activeElement.id") == "v-montant_estime"
    assert page.locator(".is-chosen").get_attribute("data-champs") == "montant_estime"
    page.keyboard.type("1 250 000,50 €")
    page.wait_for_function(
        "() => document.querySelector('.is-current .understood').textContent.includes('250')"
    )
    page.keyboard.press("Enter")  # one key after the value
    page.wait_for_selector("#done")
    assert amount(desk) == (1_250_000.5, "corrige")
    assert "26-90001" not in page.url  # the next row is there
    begun(page)
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.wait_for_url("**26-90001**")
    assert amount(desk) == (1_350_000.0, "a_verifier")
    begun(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("a")
    page.wait_for_selector("#done")
    assert amount(desk) == (1_350_000.0, "corrige")
    assert told == []


COUNTS_KEYS = """() => {
  if (sessionStorage.keys === undefined) sessionStorage.keys = 0;
  addEventListener("keydown", () => { sessionStorage.keys = Number(sessionStorage.keys) + 1; }, true);
}"""


@pytest.mark.parametrize(
    ("column", "typed", "keys", "stands"),
    [
        ("montant_estime", "1 150 000", ["Enter"], 1_150_000.0),
        ("objet", "Halle aux grains", ["Enter"], "Halle aux grains"),
        ("date_publication", "18/03/2026", ["Enter"], date(2026, 3, 18)),
        ("type_avis", "attribution", ["Enter"], "attribution"),
        ("description", "Couverture, charpente et façades " * 4, ["Control+Enter"], ANY),
        ("code_commune", "17333", ["Enter"], "17333"),
    ],
)
def test_a_value_that_is_typed_is_saved_with_three_keys_at_most(  # noqa: PLR0917 - a table above
    window: Any, desk: Shelf, address: str, column: str, typed: str, keys: list[str], stands: Any
) -> None:
    person(desk.site, OWNER, Role.OWNER, datasets=[AVIS])
    page, told = opened(window, address, OWNER)
    page.goto(f"{address}/revue/{AVIS}/{quote(PDF_NOTICE, safe='')}?champ={column}")
    page.wait_for_function(f"() => document.activeElement.id === 'v-{column}'")
    if column == "type_avis":  # typing in a list depends on the clock
        page.select_option(f"#v-{column}", typed)
    else:
        page.keyboard.type(typed)
    page.evaluate(COUNTS_KEYS)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_selector("#done")
    with desk.site.database.read() as tx:
        row = Rows(tx, desk.site.database.catalogue).get(AVIS, PDF_NOTICE)
    assert row is not None
    assert row[column] == stands
    assert column in row["champs_corriges"]
    assert 1 <= int(page.evaluate("() => sessionStorage.keys")) <= 3
    assert told == []


def test_a_conflict_after_a_new_reading(window: Any, desk: Shelf, address: str) -> None:
    person(desk.site, OWNER, Role.OWNER, datasets=[AVIS])
    page, told = opened(window, address, OWNER)
    page.goto(f"{address}/revue/{AVIS}/{quote(PDF_NOTICE, safe='')}?champ=montant_estime")
    page.fill("#v-montant_estime", "1 150 000")
    page.press("#v-montant_estime", "Enter")
    page.wait_for_selector("#done")
    doubt(desk, 1_350_001.0, 0.9)
    assert amount(desk)[1] == "a_verifier"
    page.goto(f"{address}/revue")
    page.click("tbody tr:first-child a")
    three = [" ".join(each.split()) for each in page.locator(".three dd").all_inner_texts()]
    assert three == ["1 250 000 €", "1 150 000 €", "1 350 001 €"]
    page.click("button:has-text('Prendre la lecture')")
    page.wait_for_selector("#done")
    assert amount(desk) == (1_350_001.0, "corrige")
    assert told == []


def test_a_click_on_either_side_shows_the_other_and_a_box_is_read(
    window: Any, desk: Shelf, address: str
) -> None:
    doubt(desk, 1_350_000.0, 0.2)
    person(desk.site, OWNER, Role.OWNER, datasets=[AVIS])
    page, told = opened(window, address, OWNER)
    page.goto(f"{address}/revue/{AVIS}/{quote(PDF_NOTICE, safe='')}")
    page.click(".box[data-champs=objet]")
    page.wait_for_function("() => document.activeElement.id === 'v-objet'")
    page.click("#v-montant_estime")
    page.wait_for_selector(".box.is-chosen[data-champs=montant_estime]")
    page.click("#draw")
    box = page.locator(".box[data-champs=montant_estime] rect").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] - 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 6, box["y"] + box["height"] + 2, steps=4)
    page.mouse.up()
    page.wait_for_function(
        "() => document.getElementById('v-montant_estime').value.startsWith('1 250')", timeout=10_000
    )
    page.keyboard.press("Enter")
    page.wait_for_selector("#done")
    assert amount(desk)[0] == 1_250_000.0
    assert told == []


def test_the_review_works_without_scripts(window: Any, desk: Shelf, address: str) -> None:
    doubt(desk, 1_350_000.0, 0.2)
    person(desk.site, OWNER, Role.OWNER, datasets=[AVIS])
    page, _ = opened(window, address, OWNER, java_script_enabled=False)
    page.goto(f"{address}/revue?motif=doute")
    page.click("a:has-text('Commencer')")
    page.fill("#v-montant_estime", "1 250 000")
    page.click("#champ-montant_estime button:has-text('Enregistrer')")
    assert amount(desk) == (1_250_000.0, "corrige")
    page.click("#undo")
    assert amount(desk) == (1_350_000.0, "a_verifier")


def test_the_operator_retries_a_parked_document(window: Any, desk: Shelf, address: str) -> None:
    with desk.site.database.write() as tx:
        Queue(tx).add([Task("extract", "boamp/26-1.pdf", "boamp", None)], NOW)
        (work,) = Queue(tx).claim("me", NOW, timedelta(minutes=1), 1)
        Queue(tx).park(work, NOW, "limit", "reading takes longer than 20 s")
    person(desk.site, OPERATOR, Role.OPERATOR)
    page, told = opened(window, address, OPERATOR)
    page.click("nav >> text=Exploitation")
    page.click("tr:has-text('boamp/26-1.pdf') >> text=Relancer")
    page.wait_for_selector("[role=status]:has-text('relancée')")
    with desk.site.database.read() as tx:
        assert Queue(tx).count(WORK.c.state == WorkState.READY, WORK.c.subject == "boamp/26-1.pdf") == 1
    assert told == []


ROOMS = {"/revue": Role.OWNER, "/exploitation": Role.OPERATOR, "/acces": Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SUBSCRIBER, Role.OWNER, Role.OPERATOR])
def test_a_refused_access_says_so(window: Any, desk: Shelf, address: str, role: Role) -> None:
    person(desk.site, OWNER, role)
    page, _ = opened(window, address, OWNER)
    refused = [room for room, needed in ROOMS.items() if needed is not role]
    for room in refused:
        assert page.goto(address + room).status == 403
        assert "refusé" in page.inner_text("h1")
    for room in set(ROOMS) - set(refused):
        assert page.goto(address + room).status == 200


def _rooms() -> list[str]:
    record = quote(PDF_NOTICE, safe="")
    return [
        "/",
        f"/datasets/{AVIS}",
        f"/datasets/{AVIS}/{record}",
        f"/datasets/{AVIS}/{record}/document",
        f"/datasets/{AVIS}/{record}/signaler",
        f"/datasets/{AVIS}/dictionary",
        "/sources",
        "/sources/boamp",
        "/veilles",
        "/veilles/toiture",
        "/revue",
        f"/revue/{AVIS}/{record}",
        f"/revue/{AVIS}/{quote(JSON_NOTICE, safe='')}",
        f"/revue/{AVIS}/{quote(HOSTILE_NOTICE, safe='')}",
        "/exploitation",
        "/compte",
        "/acces",
        "/acces/personnes/1",
        "/acces/journal",
        "/rien-ici",
        f"/datasets/{AVIS}/quality",
        f"/datasets/{AVIS}/chart?par=type_avis",
        f"/datasets/{AVIS}/map",
        "/communes/61001",
        "/offices/notaire/61001",
        "/organisations/200000008",
        "/calculs",
        "/canaux",
        f"/veilles/nouvelle?jeu={AVIS}&valeur=type_avis:consultation",
        "/veilles/toiture/modifier",
        "/veilles/toiture/canaux",
        "/veilles/toiture/envois",
        f"/veilles/toiture/pourquoi?jeu={AVIS}&fiche={quote(JSON_NOTICE, safe='')}",
    ]


@pytest.mark.parametrize("view", [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_any_page(window: Any, desk: Shelf, address: str, view: tuple[int, str]) -> None:
    doubt(desk, 1_350_000.0, 0.2)
    person(desk.site, CHIEF, Role.ADMINISTRATOR, profile=Profile.INTERNAL)
    with desk.site.database.write() as tx:
        Reports(tx).add(AVIS, JSON_NOTICE, "objet", "faux", NOW)
        Queue(tx).add([Task("extract", "boamp/26-1.pdf", "boamp", None)], NOW)
        (work,) = Queue(tx).claim("me", NOW, timedelta(minutes=1), 1)
        Queue(tx).park(work, NOW, "limit", "too long")
        for kind, target in (
            (ChannelKind.WEBHOOK, "https://a.example/"),
            (ChannelKind.MAIL, "luc@b.example"),
        ):
            channel = open_channel("toiture", kind, target, NOW)
            Channels(tx).put(channel)
            testing.test_message(tx, channel, Watch("toiture", "Toitures", ()), NOW)
            Channels(tx).failed(channel, NOW, NOW + timedelta(minutes=8))
        Channels(tx).disable(channel.id, NOW, UNSUBSCRIBED)
        waiting = unconfirmed(open_channel("toiture", ChannelKind.MAIL, "eve@b.example", NOW), NOW)
        Channels(tx).put(waiting)
        asking = ask(tx, waiting, Watch("toiture", "Toitures", ()), "Ana", desk.site.now())
        question = f"/confirmation/{token_of(waiting, asking)}"
        FeedTokens(tx).add("jeton-de-plus", "toiture", NOW)
        guest = People(tx).add("neuf@ville.example", at=NOW)
        welcome = f"/bienvenue/{Invitations(tx).add(guest.id, NOW, timedelta(days=7))}"
    width, scheme = view
    options: dict[str, Any] = {
        "viewport": {"width": width, "height": 900},
        "color_scheme": scheme,
        "bypass_csp": True,
    }
    outside, _ = opened(window, address, **options)
    page, _ = opened(window, address, CHIEF, **options)
    found = {}
    for reader, rooms in (
        (outside, ["/connexion", welcome, f"/desabonnement/{unsubscribe_token(channel)}", question]),
        (page, _rooms()),
    ):
        for room in rooms:
            reader.goto(address + room)
            reader.evaluate(AXE)
            told = reader.evaluate("axe.run({resultTypes: ['violations']})")
            found[room] = [
                (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
                for each in told["violations"]
            ]
            assert reader.evaluate("document.documentElement.scrollWidth") <= width, room
    assert {room: told for room, told in found.items() if told} == {}
