"""The readers of documents in the real, confined child process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.app import create_app
from core.sandbox import Sandbox, WeakSandbox
from tests.console.web.pages import parsed, record_url, words
from tests.console.web.seeding import JSON_NOTICE, PDF_NOTICE, Shelf

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def confined(shelf: Shelf) -> Iterator[TestClient]:
    """A reader of a site whose documents are read in a child process."""
    with Sandbox(workers=1) as sandbox:
        try:
            sandbox.run("console.web.documents.outline:outline", b"{}", _ARGUMENTS)
        except WeakSandbox as weak:
            pytest.skip(str(weak))
        yield TestClient(create_app(replace(shelf.site, reader=sandbox)))


_ARGUMENTS: dict[str, Any] = {
    "name": "x",
    "embedded": [],
    "path": "",
    "start": None,
    "end": None,
    "hidden": [],
    "from": 0,
}


def test_a_tree_is_read_in_the_child(confined: TestClient) -> None:
    page = parsed(confined.get(record_url("avis-marches", JSON_NOTICE, "/document?champ=cpv")).text)
    assert words(page.xpath("//li[contains(@class, 'is-marked')]")[0]).startswith("cpv ")


def test_a_page_is_drawn_in_the_child(confined: TestClient) -> None:
    page = parsed(confined.get(record_url("avis-marches", PDF_NOTICE, "/document")).text)
    picture = confined.get(page.xpath("//*[local-name()='image']/@href")[0])
    assert picture.status_code == 200
    assert picture.content.startswith(b"\x89PNG")
    number = page.xpath("//*[local-name()='image']/@href")[0].replace("/1.png", "/9.png")
    assert confined.get(number).status_code == 404
