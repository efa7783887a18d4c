"""The same rows as a feed and by the API, and a record in the words of schema.org."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from starlette.testclient import TestClient

from tests.console.web.pages import parsed, record_url
from tests.console.web.seeding import HOSTILE_NOTICE, JSON_NOTICE

TABLE = "/datasets/avis-marches"
QUERIES = [
    "",
    "?type_avis=consultation&code_departement=17&code_departement=2A",
    "?du=2026-03-01&au=2026-03-15",
    "?q=cpv:45+departement:17&type_avis=consultation",
    "?q=NON+type:consultation",
    "?q=montant%3E%3D90k&tri=objet",
    "?acheteur_nom=Lyc%C3%A9e+Jeanne-Moreau",
]


def call_of(client: TestClient, address: str) -> str:
    return str(parsed(client.get(address).text).xpath("//a[contains(@title, 'API Explore')]/@href")[0])


def told(client: TestClient, address: str) -> list[str]:
    lines = [each for each in client.get(address).text.splitlines() if each]
    return [each.partition('"id":"')[2].partition('"')[0] for each in lines]


@pytest.mark.parametrize("query", QUERIES)
def test_the_call_gives_the_rows_of_the_table(client: TestClient, query: str) -> None:
    call = call_of(client, f"{TABLE}{query}")
    assert call.startswith("/api/explore/v2.1/")
    answer: dict[str, Any] = client.get(call).json()
    rows = told(client, f"{TABLE}.jsonl{query}")
    assert answer["total_count"] == len(rows) > 0
    assert {each["id"] for each in answer["results"]} <= set(rows)


@pytest.mark.parametrize("query", ["?q=toiture", "?q=pres:Rennes/90km"])
def test_what_odsql_does_not_say_is_the_download(client: TestClient, query: str) -> None:
    for page in (TABLE, f"{TABLE}/chart", f"{TABLE}/map"):
        call = call_of(client, f"{page}{query}")
        assert call.startswith(f"{TABLE}.jsonl?q=")
        assert client.get(call).status_code == 200


@pytest.mark.parametrize("form", ["atom", "rss", "feed.json"])
def test_a_search_is_a_feed(client: TestClient, form: str) -> None:
    query = "?type_avis=consultation&q=toiture"
    answer = client.get(f"{TABLE}.{form}{query}")
    again = client.get(f"{TABLE}.{form}{query}", headers={"If-None-Match": answer.headers["etag"]})
    assert (answer.status_code, again.status_code) == (200, 304)
    rows = told(client, f"{TABLE}.jsonl{query}")
    if form == "feed.json":
        found = [each["url"] for each in answer.json()["items"]]
    else:
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        found = [each.link for each in feed.entries]
    assert 0 < len(found) == min(len(rows), 50)
    assert client.get(f"{TABLE}.{form}?inconnu=1").status_code == 400
    assert "Procurement notices" in client.get(f"{TABLE}.{form}?lang=en").text


def test_its_entries_are_those_of_watches(client: TestClient) -> None:
    mine = {each.id for each in feedparser.parse(client.get(f"{TABLE}.atom?q=NON+rien").content).entries}
    watched = feedparser.parse(client.get("/veilles/toiture.atom").content)
    assert mine
    assert all(each.partition(",")[0] == watched.entries[0].id.partition(",")[0] for each in mine)


def test_a_record_is_linked_data(client: TestClient) -> None:
    page = record_url("avis-marches", JSON_NOTICE)
    (href,) = parsed(client.get(page).text).xpath("//link[@type='application/ld+json']/@href")
    answer = client.get(href)
    assert answer.headers["content-type"] == "application/ld+json"
    data = answer.json()
    assert (data["@context"], data["@type"], data["identifier"]) == (
        "https://schema.org",
        "CreativeWork",
        JSON_NOTICE,
    )
    assert data["about"]["@type"] == "Demand"
    assert data["about"]["offeredBy"]["name"]
    assert data["isPartOf"]["url"].endswith("/datasets/avis-marches")
    assert client.get(data["url"]).status_code == 200
    assert (
        client.get(record_url("avis-marches", HOSTILE_NOTICE, ".jsonld")).json()["@id"].startswith("https://")
    )
    assert client.get(record_url("avis-marches", "nulle", ".jsonld")).status_code == 404
