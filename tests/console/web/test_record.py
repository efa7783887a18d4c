"""The page of a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import orjson
import pytest
from starlette.testclient import TestClient

from console.app import create_app
from console.web.messages import Messages
from console.web.records.history import history_of
from console.web.records.links import links_of
from core.storage.queries import Rows
from core.storage.renaming import CAUSE as RENAMED
from core.storage.revisions import Version
from core.storage.withdrawals import Veto
from normalizers.datasets import datasets
from tests.console.web.pages import parsed, record_url, words
from tests.console.web.seeding import (
    HOSTILE,
    HOSTILE_NOTICE,
    JSON_NOTICE,
    NOW,
    PDF_NOTICE,
    XML_NOTICE,
    open_empty,
)
from workers.older_parts import CAUSE
from workers.quality import publish_quality

AVIS = "avis-marches"


def _field(text: str, name: str) -> str:
    return " ".join(words(part) for part in parsed(text).xpath(f"//div[@id='{name}']/dd"))


def test_fields_have_labels_values_certainty_and_evidence(client: TestClient) -> None:
    text = client.get(record_url(AVIS, PDF_NOTICE)).text
    page = parsed(text)
    assert words(page.xpath("//div[@id='montant_estime']/dt")[0]) == "Montant estimé"
    shown = _field(text, "montant_estime")
    assert "1 250 000 €" in shown.replace("\u202f", " ")
    assert "86" in shown
    assert page.xpath("//div[@id='montant_estime']//meter/@value") == ["0.86"]
    assert "page 1" in shown
    assert page.xpath("//div[@id='date_limite_reponse']//time/@datetime")[0].startswith("2026-04-13T10:00")
    assert "13 avril 2026 à 12 h 00" in _field(text, "date_limite_reponse")


def test_the_same_in_english(client: TestClient) -> None:
    text = client.get(record_url(AVIS, PDF_NOTICE) + "?lang=en").text
    assert words(parsed(text).xpath("//div[@id='montant_estime']/dt")[0]) == "Estimated amount"
    assert "€1,250,000" in _field(text, "montant_estime")
    assert "13 April 2026, 12:00" in _field(text, "date_limite_reponse")


def test_codes_stand_beside_their_names(client: TestClient) -> None:
    assert _field(client.get(record_url(AVIS, PDF_NOTICE)).text, "code_departement").startswith(
        "17 Charente-Maritime"
    )


def test_a_deadline_without_an_hour_is_a_day(client: TestClient) -> None:
    notice = "boamp:26-10004"
    assert _field(client.get(record_url(AVIS, notice)).text, "date_limite_reponse").startswith(
        "20 avril 2026"
    )


def test_warnings_stand_at_their_field_or_among_the_empty_ones(client: TestClient) -> None:
    page = parsed(client.get(record_url(AVIS, "boamp:26-10004")).text)
    empty = words(page.xpath("//details[@class='empty-fields']")[0])
    assert "SIRET de l'acheteur Clé de SIRET fausse" in empty
    assert "Durée arrondie au mois" in empty


def test_a_corrected_field_says_so_and_its_history_tells_both_values(client: TestClient) -> None:
    text = client.get(record_url(AVIS, JSON_NOTICE)).text
    assert "Corrigé par une personne" in _field(text, "montant_estime")
    history = words(parsed(text).xpath("//ol[@class='episodes']")[0])
    assert history.startswith("version 4")
    assert "Avis suivants" in history
    assert "Correction de Claire" in history
    assert "→ 99 000 €" in history.replace("\u202f", " ")
    assert "Première lecture." in history


def test_a_withdrawn_record_says_so(client: TestClient) -> None:
    page = parsed(client.get(record_url(AVIS, "boamp:26-10004")).text)
    assert "retiré cette publication" in words(page.xpath("//*[@role='status']")[0])


def test_a_notice_leads_to_its_lots_and_awards(client: TestClient) -> None:
    side = words(parsed(client.get(record_url(AVIS, JSON_NOTICE)).text).xpath("//aside")[0])
    assert "Gros œuvre" in side
    assert "Entreprise Durand-2 250 001 €" in side.replace("\u202f", " ")
    lot = parsed(client.get(record_url("lots-marches", f"{JSON_NOTICE}:lot:1")).text)
    assert any("boamp" in href for href in lot.xpath("//section[@aria-labelledby='links']//a/@href"))


def test_a_linked_notice_that_is_not_here_is_named_without_a_link(client: TestClient) -> None:
    links = parsed(client.get(record_url(AVIS, XML_NOTICE)).text).xpath(
        "//section[@aria-labelledby='links']//li"
    )
    assert [bool(link.xpath("a")) for link in links] == [True, False]
    assert "boamp:25-00000" in words(links[1])


def test_notices_of_one_procedure_know_one_another(client: TestClient) -> None:
    page = words(parsed(client.get(record_url(AVIS, "boamp:26-10005")).text).xpath("//aside")[0])
    assert "Même procédure : Avis de marchés publics" in page


def test_a_record_stands_in_one_list_of_those_linked() -> None:
    first, second, third = ({"id": f"boamp:26-{n}", "avis_lies": None, "id_procedure": "p"} for n in "123")

    class Stored(Rows):
        def get(self, dataset: str, record: str) -> dict[str, Any] | None:
            return first if record == first["id"] else None

        def rows(self, dataset: str, *_: Any, **__: Any) -> Iterator[dict[str, Any]]:
            return iter([first, third])

    row = {**second, "avis_lies": [first["id"]]}
    avis = datasets()[AVIS]
    groups = links_of(Stored(cast(Any, None), {}), {AVIS: avis}, avis, row)
    told = [(each.kind, [link.id for link in each.links], each.total) for each in groups]
    assert told == [("named", [first["id"]], 1), ("procedure", [third["id"]], 1)]


def test_hostile_text_is_only_text(client: TestClient) -> None:
    text = client.get(record_url(AVIS, HOSTILE_NOTICE)).text
    page = parsed(text)
    assert "<script>alert" not in text
    assert page.xpath("//img") == []
    assert not [href for href in page.xpath("//@href") if str(href).lower().startswith("javascript")]
    assert "javascript:alert(1)" in _field(text, "url")
    assert 'alert("x")' in words(page.xpath("//h1")[0])


def test_json_is_the_row_of_the_downloads(client: TestClient) -> None:
    answer = client.get(record_url(AVIS, JSON_NOTICE, ".json"))
    row = orjson.loads(answer.content)
    assert answer.headers["content-type"] == "application/json"
    assert list(row)[:3] == ["id", "source", "numero_source"]
    assert row["montant_estime"] == 99_000.0
    assert row["date_limite_reponse"] == "2026-04-13T12:00:00+02:00"
    assert row["preuves"]["objet"]["path"] == "/objet"
    again = client.get(
        record_url(AVIS, JSON_NOTICE, ".json"), headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/datasets/nothing",
        "/datasets/nothing/boamp:1",
        "/datasets/avis-marches/boamp:0",
        "/datasets/avis-marches/boamp:0.json",
        "/datasets/avis-marches/boamp:0/document",
        "/datasets/avis-marches/%00",
        "/datasets/avis-marches/a%00b/document",
        "/datasets/avis-marches.docx",
        "/datasets/avis-marches/",
        "/veilles/nothing",
        "/veilles/nothing.atom",
        "/veilles/%00",
        "/sources/nothing",
        "/documents/" + "0" * 64 + "/original",
        "/documents/../original",
        "/documents/xyz/pages/1.png",
        "/" + "a" * 2000,
        "/%F0%28%8C%28",
        "/datasets/avis-marches/" + HOSTILE.replace("#", ""),
    ],
)
def test_what_is_not_there_is_a_page_with_a_way_back(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "/" in parsed(answer.text).xpath("//main//a/@href")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_notices_that_came_after_are_links_where_they_are_named(client: TestClient) -> None:
    page = parsed(client.get(record_url(AVIS, JSON_NOTICE)).text)
    (after,) = page.xpath("//div[@id='avis_suivants']//a/@href")
    later = parsed(client.get(after).text)
    (back,) = later.xpath("//div[@id='avis_lies']//a/@href")
    assert back == record_url(AVIS, JSON_NOTICE)
    assert "boamp:25-00000" in words(later.xpath("//div[@id='avis_lies']/dd")[0])


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (CAUSE.format("boamp:26-1"), "Following boamp:26-1"),
        (f"{RENAMED}boamp:26-1", "Joined to procurement boamp:26-1"),
        ("run 7", "Run 7"),
        ("reader 12", "No longer read by reader 12"),
        ("mesure de avis-marches", "Measure of avis-marches"),
        ("statistiques 2026", "Statistics of 2026"),
        ("annulé par boamp:26-2", "Cancelled by boamp:26-2"),
        ("rectifié par boamp:26-2", "Replaced by boamp:26-2"),
        ("rapporté par JORFTEXT1", "Revoked by JORFTEXT1"),
        (Veto.FORBIDDEN, "Text protected by law"),
    ],
)
def test_the_cause_of_a_version_is_told_in_english_too(cause: str, told: str) -> None:
    version = Version("avis-marches", "x", 1, NOW, cause, {})
    (episode,) = history_of(datasets()["avis-marches"], [version])
    assert Messages("en")(f"record.{episode.told}", about=episode.cause) == told


def test_a_measured_row_leads_to_no_document(tmp_path: Path) -> None:
    site = open_empty(tmp_path).site
    publish_quality(site.database, NOW)
    client = TestClient(create_app(site))
    page = parsed(client.get(record_url("qualite-donnees", "qualite-donnees:avis-marches:*")).text)
    assert "Calculé par Veille" in words(page.xpath("//section[@aria-labelledby='origin']")[0])
    assert page.xpath("//a[contains(@href, '/document')]") == []
    assert "Mesure de avis-marches" in words(page.xpath("//section[@aria-labelledby='history']")[0])
    assert page.xpath("//*[@title='avis-marches'][text()='Avis de marchés publics']")
    table = client.get("/datasets/qualite-donnees?lang=en&jeu=avis-marches&taille=100").text
    for told in (">Procurement notices<", ">The whole dataset<", ">Deadline<"):
        assert told in table, told
    filters = parsed(client.get("/datasets/qualite-donnees?lang=fr&jeu=avis-marches").text)
    options = [words(each) for each in filters.xpath("//span[@class='option-name']")]
    assert {"Avis de marchés publics", "Le jeu entier", "Identifiant"} <= set(options)
    assert "Jeu de données : Avis de marchés publics" in words(filters.xpath("//ul[@class='chips']/li")[0])
    site.database.close()
