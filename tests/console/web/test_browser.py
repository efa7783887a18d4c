"""The pages in a real browser: nothing blocked by our own policy, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from console.app import create_app
from tests.console.web.seeding import HOSTILE_NOTICE, JSON_NOTICE, PDF_NOTICE, Shelf
from tests.console.web.test_every_page import PAGES
from tools.local_server import serving
from tools.take_screenshots import NoBrowser, browser, photograph

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    try:
        with browser() as opened:
            yield opened
    except NoBrowser as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with serving(create_app(shelf.site)) as where:
        yield where


def _page(window: Any, **options: Any) -> Any:
    return window.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}).new_page()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window_or_complains(window: Any, address: str, width: int) -> None:
    page = _page(window, viewport={"width": width, "height": 800})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(f"a dialog: {dialog.message}"))
    for each in PAGES:
        page.goto(address + each)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{each} is {wide} pixels wide"
        assert told == [], each


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_usual_columns_of_a_table_fit_a_window(window: Any, address: str, language: str) -> None:
    page = _page(window)
    for name in ("avis-marches", "attributions-marches", "nominations-professions-juridiques"):
        page.goto(f"{address}/datasets/{name}?lang={language}")
        beyond = "e => e.scrollWidth - e.clientWidth"
        assert page.locator(".wide-rows").evaluate(beyond) == 0, name


def test_the_table_works_without_scripts(window: Any, address: str) -> None:
    page = _page(window, java_script_enabled=False)
    page.goto(f"{address}/datasets/avis-marches")
    page.click("#filters > summary")
    page.check("input[name=type_avis][value=annulation]")
    page.click("button:has-text('Appliquer')")
    assert "type_avis=annulation" in page.url
    assert page.locator("ul.chips li").count() == 1
    page.click("ul.chips a")
    assert page.locator("ul.chips li").count() == 0
    page.fill("#q", "toiture")
    page.press("#q", "Enter")
    assert page.locator("ul.chips").inner_text().startswith("«\u00a0toiture\u00a0»")


def test_the_form_leaves_empty_fields_out_of_the_address(window: Any, address: str) -> None:
    page = _page(window)
    page.goto(f"{address}/datasets/avis-marches")
    page.fill("#q", "toiture")
    page.press("#q", "Enter")
    page.wait_for_url("**q=toiture**")
    assert "du=" not in page.url
    assert "taille=" not in page.url


def test_a_click_on_a_value_moves_the_box(window: Any, address: str) -> None:
    page = _page(window)
    page.goto(f"{address}/datasets/avis-marches/{quote(PDF_NOTICE, safe='')}/document")
    first = page.locator(".is-chosen rect").bounding_box()
    page.click("ul.places a:has-text('Montant estimé')")
    page.wait_for_url("**champ=montant_estime**")
    second = page.locator(".is-chosen rect").bounding_box()
    assert second["y"] != first["y"]
    picture = page.locator("svg image").bounding_box()
    assert picture["x"] < second["x"] < picture["x"] + picture["width"]
    drawn = page.evaluate("fetch(document.querySelector('svg image').href.baseVal).then(a => a.status)")
    assert drawn == 200


IN_SIGHT = """() => {
  const box = document.querySelector(".is-marked").getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}"""


def test_the_marked_node_is_in_sight(window: Any, address: str) -> None:
    page = _page(window, viewport={"width": 1280, "height": 500})
    page.goto(
        f"{address}/datasets/avis-marches/{quote(JSON_NOTICE, safe='')}/document?champ=criteres.1#place"
    )
    assert page.locator(".is-marked").is_visible()
    page.wait_for_function(IN_SIGHT, timeout=10_000)  # the fonts come after the first layout


def test_a_hostile_notice_does_nothing(window: Any, address: str) -> None:
    page = _page(window)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for rest in ("", "/document"):
        page.goto(f"{address}/datasets/avis-marches/{quote(HOSTILE_NOTICE, safe='')}{rest}")
    assert all(url.startswith(address) for url in asked)
    assert page.evaluate("document.querySelectorAll('main img').length") == 0


def test_the_keyboard_reaches_the_content_first(window: Any, address: str) -> None:
    page = _page(window)
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_pictures_are_taken(window: Any, shelf: Shelf, tmp_path: Path) -> None:
    assert photograph(window, shelf.site, ["/"], tmp_path) == []
    assert len(list(tmp_path.glob("catalogue-*.png"))) == 4


def test_a_chart_and_a_map_are_drawn_and_lead_to_their_rows(window: Any, address: str) -> None:
    page = _page(window)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{address}/datasets/avis-marches/chart?par=type_avis&puis=source")
    page.wait_for_selector("#chart svg")
    with page.expect_download() as downloading:
        page.click("#picture")
    assert downloading.value.suggested_filename == "avis-marches.svg"
    page.goto(f"{address}/datasets/avis-marches/map?niveau=departement")
    page.wait_for_selector("#map path.leaflet-interactive")
    assert page.locator("#map path.leaflet-interactive").count() == 101
    page.click("#territories button:has-text('Guyane')")
    assert told == []
    page.click("table.figures tbody a >> nth=0")
    assert "code_departement=" in page.url


def test_the_figures_of_a_chart_need_no_script(window: Any, address: str) -> None:
    page = _page(window, java_script_enabled=False)
    page.goto(f"{address}/datasets/avis-marches/chart")
    page.select_option("select[name=par]", "type_avis")
    page.click("button:has-text('Dessiner')")
    assert "par=type_avis" in page.url
    assert page.locator("#chart").is_hidden()
    assert page.locator("table.figures tbody tr").count() > 1


def test_a_printed_record_is_the_record_alone(window: Any, address: str) -> None:
    page = _page(window, color_scheme="dark")
    page.goto(f"{address}/datasets/avis-marches/{quote(HOSTILE_NOTICE, safe='')}")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".site-header nav", ".crumbs", ".record-side .button", ".record-side .quiet"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.locator("dl.fields").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    clipped = (
        "[...document.querySelectorAll('.field-value')].filter(e => e.scrollHeight > e.clientHeight + 1)"
    )
    assert page.evaluate(f"{clipped}.length") == 0


def test_a_printed_table_is_a_table_in_the_colours_of_paper(window: Any, address: str) -> None:
    page = _page(window, viewport={"width": 700, "height": 900}, color_scheme="dark")
    page.goto(f"{address}/datasets/avis-marches")
    assert page.locator(".rows thead").evaluate("e => getComputedStyle(e).position") == "absolute"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".rows").evaluate("e => getComputedStyle(e).display") == "table"
    assert page.locator(".rows thead").evaluate("e => getComputedStyle(e).position") == "static"
    good = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--good')")
    page.emulate_media(media="screen", color_scheme="light")
    assert good == page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--good')")
    page.emulate_media(media="screen", color_scheme="dark")
    assert good != page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--good')")


def test_a_chart_is_printed_in_the_colours_of_paper(window: Any, address: str) -> None:
    page = _page(window, color_scheme="dark")
    page.goto(f"{address}/datasets/avis-marches/chart?par=type_avis")
    page.wait_for_selector("#chart svg text")
    fills = "[...document.querySelectorAll('#chart svg text')].map(e => e.getAttribute('fill'))"
    assert "#e9e7e0" in page.evaluate(fills)
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_selector("#chart svg text[fill='#000']", state="attached")
