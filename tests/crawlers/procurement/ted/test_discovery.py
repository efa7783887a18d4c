"""The search of TED."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.errors import FetchError, StructureChanged
from core.model.document import Reference
from core.model.source import Answer, Window
from crawlers.procurement.ted import SOURCE
from crawlers.procurement.ted.discovery import SEARCH, discover, request
from workers.origins import ReplayOrigin, recorded

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"
WINDOW = Window(date(2026, 3, 12), date(2026, 3, 13))


@dataclass
class Publisher:
    """Answers each question with the next of its pages."""

    pages: list[Any]
    asked: list[dict[str, Any]] = field(default_factory=list)
    seeds: tuple[str, ...] = ()

    def get(self, url: str) -> Answer | None:
        raise AssertionError("the search is posted")

    def post(self, url: str, body: bytes) -> Answer | None:
        assert url == SEARCH
        self.asked.append(json.loads(body))
        page = self.pages[len(self.asked) - 1]
        return (
            None
            if page is None
            else Answer(url, page if isinstance(page, bytes) else json.dumps(page).encode(), {})
        )


def page(*numbers: str, token: str | None = None) -> dict[str, Any]:
    return {"notices": [{"publication-number": number} for number in numbers], "iterationNextToken": token}


def test_pages_are_asked_until_there_is_no_token() -> None:
    publisher = Publisher([page("67623-2026", token="a"), page("00547670-2026", token="b"), page(token="c")])
    assert [each.key for each in discover(publisher, WINDOW)] == ["067623-2026", "547670-2026"]
    assert [each.get("iterationNextToken") for each in publisher.asked] == [None, "a", "b"]
    assert {each["paginationMode"] for each in publisher.asked} == {"ITERATION"}


def test_a_last_page_has_no_token() -> None:
    publisher = Publisher([page("67623-2026")])
    assert list(discover(publisher, WINDOW)) == [
        Reference("ted", "067623-2026", "https://ted.europa.eu/en/notice/67623-2026/xml", None)
    ]
    assert len(publisher.asked) == 1


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2026-03-12+01:00", date(2026, 3, 12)),
        ("2026-03-12Z", date(2026, 3, 12)),
        ("2026-03-11T23:00:00Z", date(2026, 3, 12)),
        ("soon", None),
        (None, None),
    ],
)
def test_the_day_of_publication(printed: str | None, day: date | None) -> None:
    notice = {"publication-number": "1-2026", "publication-date": printed}
    assert [each.published for each in discover(Publisher([{"notices": [notice]}]), WINDOW)] == [day]


def test_the_link_and_the_day_of_the_answer() -> None:
    notice = {
        "publication-number": "67623-2026",
        "publication-date": "2026-03-12+01:00",
        "links": {"xml": {"MUL": "https://ted.europa.eu/xml/67623"}},
    }
    found = list(discover(Publisher([{"notices": [notice]}]), WINDOW))
    assert found == [Reference("ted", "067623-2026", "https://ted.europa.eu/xml/67623", date(2026, 3, 12))]


@pytest.mark.parametrize("answer", [b"<html/>", {"results": []}, [], {"notices": [{"ND": "1-2026"}]}])
def test_another_answer_is_a_change_of_structure(answer: Any) -> None:
    with pytest.raises(StructureChanged):
        list(discover(Publisher([answer]), WINDOW))


def test_where_there_is_no_search_nothing_is_found() -> None:
    assert list(discover(Publisher([None]), WINDOW)) == []


def test_a_search_that_turns_in_a_circle_ends() -> None:
    class Endless(Publisher):
        def post(self, url: str, body: bytes) -> Answer | None:
            return Answer(url, json.dumps(page("1-2026", token="same")).encode(), {})

    with pytest.raises(StructureChanged, match="does not end"):
        list(discover(Endless([]), WINDOW))


def test_the_question_names_the_days_and_the_place() -> None:
    query = json.loads(request(WINDOW))["query"]
    assert "publication-date>=20260312" in query
    assert "publication-date<=20260313" in query
    assert "FRA" in query
    assert request(WINDOW) == request(WINDOW)


def test_the_recorded_search_finds_the_recorded_notices() -> None:
    origin = ReplayOrigin(FIXTURES, "ted")
    assert origin.window == WINDOW
    found = {each.url for each in SOURCE.discover(origin, WINDOW)}
    documents = {case.url for case in recorded(FIXTURES / "ted") if case.url.endswith("/xml")}
    redesigned = {case.url for case in recorded(FIXTURES / "ted") if "refonte" in case.folder.name}
    assert documents - redesigned <= found <= documents


def test_a_notice_that_slips_between_two_pages_is_missed() -> None:
    first, last = page("1-2026", "2-2026", token="a"), page("2-2026")
    whole = {"totalNoticeCount": 3}
    found = discover(Publisher([{**first, **whole}, {**last, **whole}]), WINDOW)
    assert [next(found).key for _ in range(3)] == ["000001-2026", "000002-2026", "000002-2026"]
    with pytest.raises(FetchError, match="counts 3 notices and names 2"):
        next(found)
