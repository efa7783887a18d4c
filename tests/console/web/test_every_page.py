"""What holds for every page: it answers in both languages, under a strict policy, and its links lead on."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from tests.console.web.pages import links, parsed, record_url
from tests.console.web.seeding import (
    HOSTILE_NOTICE,
    JSON_NOTICE,
    PDF_NOTICE,
    PROTECTED_NOTICE,
    XML_NOTICE,
)

AVIS = "avis-marches"
PEOPLE = "nominations-professions-juridiques"
PAGES = (
    "/",
    f"/datasets/{AVIS}",
    f"/datasets/{AVIS}?q=toiture&type_avis=consultation&code_departement=17&du=2026-03-01&au=2026-03-20&tri=objet",
    f"/datasets/{PEOPLE}",
    "/datasets/zones-installation-notaires",
    f"/datasets/{AVIS}/dictionary",
    f"/datasets/{AVIS}/chart",
    f"/datasets/{AVIS}/chart?par=type_avis&puis=source&mesure=somme.montant_estime&q=toiture",
    f"/datasets/{AVIS}/map",
    f"/datasets/{AVIS}/map?niveau=commune&type_avis=consultation",
    f"/datasets/{PEOPLE}/chart?par=date_publication.annee&forme=courbe",
    record_url(AVIS, JSON_NOTICE),
    record_url(AVIS, HOSTILE_NOTICE),
    record_url(PEOPLE, "jorf:JORFTEXT000099999999:1"),
    record_url("lots-marches", f"{JSON_NOTICE}:lot:1"),
    *(
        record_url(AVIS, notice, "/document")
        for notice in (JSON_NOTICE, XML_NOTICE, PDF_NOTICE, HOSTILE_NOTICE, PROTECTED_NOTICE)
    ),
    "/veilles",
    "/veilles/toiture",
    "/communes/17300",
    "/communes/61001",
    "/offices/notaire/61001",
    "/organisations/999000003",
    f"/datasets/{AVIS}/quality",
    "/sources",
    "/sources/boamp",
    "/sources/ted",
    "/freshness",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_answers_under_a_strict_policy(client: TestClient, address: str, language: str) -> None:
    client.cookies.set("langue", language)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "max-age" in answer.headers["strict-transport-security"]
    page = parsed(answer.text)
    assert page.get("lang") == language
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//title/text()")[0].strip() != "· Veille"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline(client: TestClient, address: str) -> None:
    page = parsed(client.get(address).text)
    assert page.xpath("//style | //script[not(@src)] | //*[@style]") == []
    handlers = [name for node in page.iter() for name in node.attrib if name.lower().startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("address", PAGES)
def test_controls_have_names(client: TestClient, address: str) -> None:
    page = parsed(client.get(address).text)
    for field in page.xpath("//input[not(@type='hidden')] | //select"):
        named = field.xpath("ancestor::label") or page.xpath(f"//label[@for='{field.get('id')}']")
        assert named, f"{field.get('name')} has no label"
    for link in page.xpath("//a"):
        assert str(link.text_content()).strip() or link.xpath(".//*[local-name()='title']")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_links_lead_somewhere(client: TestClient) -> None:
    for address in PAGES:
        for href in sorted(set(links(client.get(address).text))):
            target = urljoin(address, href).partition("#")[0]
            status = client.head(target).status_code if "/datasets/" in target and "." in target else 0
            status = status or client.get(target).status_code
            assert status == 200, f"{address} leads to {target}: {status}"


def test_the_language_is_remembered(client: TestClient) -> None:
    assert 'lang="fr"' in client.get("/").text
    answer = client.get("/?lang=en")
    assert 'lang="en"' in answer.text
    assert "langue=en" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert "Datasets" in client.get("/").text
    assert "Jeux de données" in client.get("/?lang=fr").text


def test_an_unknown_language_is_french(client: TestClient) -> None:
    answer = client.get("/?lang=<script>")
    assert 'lang="fr"' in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("address", ["/", "/sources", "/veilles", "/datasets/avis-marches", "/sources/boamp"])
def test_an_empty_site_says_what_to_do(visitor: TestClient, address: str) -> None:
    page = parsed(visitor.get(address).text)
    assert page.xpath("//*[contains(@class, 'empty')]//code[starts-with(text(), 'veille ')]")


def test_assets_are_kept_and_typed(client: TestClient) -> None:
    page = parsed(client.get("/").text)
    style = page.xpath("//link[@rel='stylesheet']/@href")[0]
    answer = client.get(style)
    assert answer.headers["content-type"].startswith("text/css")
    assert "31536000" in answer.headers["cache-control"]
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/render.py").status_code == 404


def test_search_engines_are_kept_from_persons(client: TestClient) -> None:
    assert "/documents/" in client.get("/robots.txt").text
    assert client.get(record_url(PEOPLE, "jorf:JORFTEXT000099999999:1")).headers["x-robots-tag"] == "noindex"
    assert "x-robots-tag" not in client.get("/").headers
