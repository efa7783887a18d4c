"""The pages of organisations and communes: what all datasets say of them, and where records lead to them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from normalizers.geo import tables
from tests.console.web.pages import parsed, record_url, words
from tests.console.web.seeding import JSON_NOTICE, XML_NOTICE

AVIS = "avis-marches"
PEOPLE = "nominations-professions-juridiques"


def _named(client: TestClient, column: str) -> str:
    """A value of a facet that some notice has."""
    told = client.get(f"/datasets/{AVIS}/chart.json?par={column}").json()
    return next(str(each["code"]) for each in told["categories"] if each["code"])


def test_a_commune_tells_what_it_is_and_what_happens_there(client: TestClient) -> None:
    code = _named(client, "code_commune")
    page = parsed(client.get(f"/communes/{code}").text)
    facts = dict(
        zip(map(words, page.xpath("//dl/div/dt")), map(words, page.xpath("//dl/div/dd")), strict=True)
    )
    assert facts["Code officiel géographique"] == code
    assert facts["Département"].endswith(f"({code[:2]})")
    more = page.xpath("//section//a[contains(@href, 'code_commune=')]/@href")[0]
    total = words(page.xpath("//section//h2/span")[0])
    table = parsed(client.get(more).text)
    assert words(table.xpath("//p[@class='page-note']/strong")[0]) == total


def test_the_first_reader_of_a_commune_finds_its_tables_read(client: TestClient) -> None:
    tables.states.cache_clear()
    with client:
        assert tables.states.cache_info().currsize == 1


def test_a_commune_that_merged_leads_to_what_it_has_become(client: TestClient) -> None:
    answer = client.get("/communes/44160")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/communes/44003"
    facts = words(parsed(client.get("/communes/44003").text).xpath("//dl")[0])
    assert "(44160)" in facts


@pytest.mark.parametrize(
    "address", ["/communes/99999", "/communes/x", "/organisations/123", "/organisations/732829320"]
)
def test_what_nothing_names_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_organisation_tells_what_it_buys_and_wins(client: TestClient) -> None:
    record = parsed(client.get(record_url(AVIS, XML_NOTICE)).text)
    (href,) = record.xpath("//a[starts-with(@href, '/organisations/')]/@href")
    page = parsed(client.get(href).text)
    assert words(page.xpath("//h1")[0]) == "Ville d'Évry"
    assert "Travaux <b>urgents</b> sur le pont de l'Yvette" in words(page)
    assert record_url(AVIS, XML_NOTICE) in page.xpath("//section//a/@href")


def test_a_record_leads_to_its_commune(client: TestClient) -> None:
    page = parsed(client.get(record_url(AVIS, JSON_NOTICE)).text)
    for href in page.xpath("//a[contains(@href, '/communes/') or contains(@href, '/organisations/')]/@href"):
        assert client.get(str(href)).status_code == 200
    assert page.xpath("//a[starts-with(@href, '/communes/')]")


def test_the_offices_of_a_profession_tell_who_came_and_went(client: TestClient) -> None:
    record = parsed(client.get(record_url(PEOPLE, "jorf:JORFTEXT000099999999:1")).text)
    (href,) = record.xpath("//a[starts-with(@href, '/offices/')]/@href")
    assert href == "/offices/notaire/61001"
    assert href in parsed(client.get("/communes/61001").text).xpath("//a/@href")
    answer = client.get(href)
    assert answer.headers["x-robots-tag"] == "noindex"
    page = parsed(answer.text)
    firms = {words(each.xpath("./h2")[0]): len(each.xpath(".//li")) for each in page.xpath("//section")}
    assert sorted(firms.values()) == [2, 5]  # one firm whatever its case and accents
    assert firms["Sans société nommée"] == 2
    for missing in ("/offices/notaire/99999", "/offices/boulanger/61001", "/offices/huissier/61001"):
        assert client.get(missing).status_code == 404
