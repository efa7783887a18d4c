"""Charts and maps: what they count is what the table shows, and each figure leads to its rows."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from starlette.testclient import TestClient

from console.web.explore.classes import tone_of, upper_bounds
from console.web.explore.periods import between, days_of
from console.web.explore.territory import point_of
from core.storage.aggregates import Grain
from tests.console.web.pages import parsed, words

AVIS = "/datasets/avis-marches"


def _rows(client: TestClient, query: str) -> int:
    """How many rows the table says there are."""
    note = words(parsed(client.get(AVIS + query).text).xpath("//p[@class='page-note']/strong")[0])
    return int(note.split(" ")[0].replace("\u202f", ""))


@pytest.mark.parametrize("by", ["type_avis", "source", "date_publication.mois", "date_publication.semaine"])
def test_each_count_is_that_of_the_table_it_leads_to(client: TestClient, by: str) -> None:
    told = client.get(f"{AVIS}/chart.json?par={by}").json()
    assert sum(told["series"][0]["values"]) == told["rows"] == _rows(client, "")
    for category, value in zip(told["categories"], told["series"][0]["values"], strict=True):
        if category["code"] is not None and value:
            assert _rows(client, category["rows"]) == value, category


def test_series_divide_the_categories(client: TestClient) -> None:
    whole = client.get(f"{AVIS}/chart.json?par=type_avis").json()
    parts = client.get(f"{AVIS}/chart.json?par=type_avis&puis=source").json()
    assert whole["categories"] == parts["categories"]
    sums = [sum(values) for values in zip(*(each["values"] for each in parts["series"]), strict=True)]
    assert sums == whole["series"][0]["values"]


def test_filters_narrow_a_chart_and_its_page_names_them(client: TestClient) -> None:
    query = "?type_avis=consultation&q=toiture&par=source"
    told = client.get(f"{AVIS}/chart.json{query}").json()
    assert told["rows"] == _rows(client, "?type_avis=consultation&q=toiture")
    page = parsed(client.get(f"{AVIS}/chart{query}").text)
    chips = page.xpath("//ul[@class='chips']//a")
    assert [words(chip).split(" ×")[0] for chip in chips] == ["« toiture »", "Type d'avis : Consultation"]
    without = client.get(f"{AVIS}/chart{chips[0].get('href')}")
    assert len(parsed(without.text).xpath("//ul[@class='chips']//a")) == 1
    assert "par=source" in chips[0].get("href")


def test_amounts_are_summed_where_they_are_known(client: TestClient) -> None:
    told = client.get(f"{AVIS}/chart.json?par=source&mesure=somme.montant_estime").json()
    assert told["unit"] == "€"
    assert 0 < told["measured"] < told["rows"]
    assert sum(value or 0 for value in told["series"][0]["values"]) == pytest.approx(told["total"])
    mean = client.get(f"{AVIS}/chart.json?par=source&mesure=moyenne.montant_estime").json()
    assert mean["total"] == pytest.approx(told["total"] / told["measured"])


def test_the_csv_has_the_figures_of_the_page(client: TestClient) -> None:
    query = "?par=type_avis&puis=source"
    lines = list(csv.reader(io.StringIO(client.get(f"{AVIS}/chart.csv{query}").text[1:]), delimiter=";"))
    told = client.get(f"{AVIS}/chart.json{query}").json()
    assert lines[0] == ["code", "Type d'avis", *(each["label"] for each in told["series"])]
    assert [line[0] for line in lines[1:]] == [each["code"] or "" for each in told["categories"]]
    assert [float(value) for value in lines[1][2:]] == [each["values"][0] for each in told["series"]]


def test_a_map_counts_the_rows_of_each_territory(client: TestClient) -> None:
    told = client.get(f"{AVIS}/map.json?niveau=departement").json()
    assert told["territories"]
    for each in told["territories"]:
        assert _rows(client, each["rows"]) == each["value"], each
    contours = client.get(told["contours"]).json()
    codes = {feature["properties"]["code"] for feature in contours["features"]}
    assert {each["code"] for each in told["territories"]} <= codes
    assert len(codes) == 101


def test_the_points_of_communes_lie_in_their_place(client: TestClient) -> None:
    for each in client.get(f"{AVIS}/map.json?niveau=commune").json()["territories"]:
        assert each["point"] == list(point_of(each["code"]) or ()), each
    assert point_of("17300") == pytest.approx((46.16, -1.15), abs=0.05)  # La Rochelle
    assert point_of("99999") is None


@pytest.mark.parametrize(
    "query",
    [
        "?par=secret",
        "?par=preuves",
        "?mesure=somme.objet",
        "?forme=tarte",
        "?puis=x",
        "?par=source&par=source",
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(client: TestClient, query: str) -> None:
    answer = client.get(f"{AVIS}/chart{query}")
    assert answer.status_code == 400
    assert parsed(answer.text).xpath("//h1")


def test_a_dataset_without_places_has_no_map(client: TestClient) -> None:
    assert client.get("/datasets/attributions-marches/map").status_code == 404
    assert client.get(f"{AVIS}/map?niveau=canton").status_code == 400
    tabs = parsed(client.get("/datasets/attributions-marches/chart").text).xpath("//nav[@class='tabs']//a")
    assert [words(tab) for tab in tabs] == ["Tableau", "Graphique"]


def test_an_empty_dataset_says_so(visitor: TestClient) -> None:
    for way in ("chart", "map"):
        assert parsed(visitor.get(f"{AVIS}/{way}").text).xpath("//p[@class='empty']")


def test_periods_follow_each_other() -> None:
    assert between(Grain.MONTH, "2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert between(Grain.QUARTER, "2025-T3", "2026-T1") == ["2025-T3", "2025-T4", "2026-T1"]
    assert between(Grain.WEEK, "2026-02-23", "2026-03-09") == ["2026-02-23", "2026-03-02", "2026-03-09"]
    assert between(Grain.MONTH, "0202-01", "2026-01") == ["0202-01", "2026-01"]
    assert days_of(Grain.QUARTER, "2026-T1") == (date(2026, 1, 1), date(2026, 3, 31))
    assert days_of(Grain.YEAR, "2024") == (date(2024, 1, 1), date(2024, 12, 31))


def test_classes_hold_as_many_territories_each_and_few_stand_apart() -> None:
    assert upper_bounds([float(value) for value in range(1, 11)]) == [2, 4, 6, 8, 10]
    assert upper_bounds([7.0, 7.0]) == [7]
    assert [tone_of(value, [1, 2]) for value in (1, 2)] == [2, 4]
    assert [tone_of(value, [2, 4, 6, 8, 10]) for value in (1, 3, 10)] == [0, 1, 4]
