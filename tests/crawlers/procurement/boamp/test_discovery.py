"""The day directories of the DILA."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.errors import StructureChanged
from core.model.source import Answer, Window
from crawlers.procurement.boamp import SOURCE
from crawlers.procurement.boamp.discovery import day_address, discover
from workers.origins import ReplayOrigin

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"
DAY = date(2026, 3, 12)
LISTING = b"""<title>Index of /OPENDATA/BOAMP/2026/03/12</title><a href="?C=N;O=D">Name</a>
<a href="/OPENDATA/BOAMP/2026/03/">Parent Directory</a><a href="26-30001.xml">26-30001.xml</a>
<a href="26-30002.xml">26-30002.xml</a><a href="26-30001.xml">again</a><a href="26-30003.html">a page</a>"""


class Publisher:
    """Answers one address; for any other the publisher has nothing."""

    seeds: tuple[str, ...] = ()

    def __init__(self, body: bytes) -> None:
        self.body = body

    def get(self, url: str) -> Answer | None:
        return Answer(url, self.body, {}) if url == day_address(DAY) else None

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("a directory is not searched")


def test_each_notice_of_a_day_is_found_once() -> None:
    found = list(discover(Publisher(LISTING), Window(DAY, DAY)))
    assert [(each.key, each.published) for each in found] == [("26-30001", DAY), ("26-30002", DAY)]
    assert found[0].url == "https://echanges.dila.gouv.fr/OPENDATA/BOAMP/2026/03/12/26-30001.xml"


def test_a_day_without_directory_has_no_notice() -> None:
    sunday = date(2026, 3, 15)
    assert list(discover(Publisher(LISTING), Window(sunday, sunday))) == []


def test_a_page_that_is_no_directory_is_told() -> None:
    with pytest.raises(StructureChanged, match="no directory listing"):
        list(discover(Publisher(b"<h1>Nouveau portail</h1>"), Window(DAY, DAY)))


def test_the_recorded_days_lead_to_the_recorded_notices() -> None:
    origin = ReplayOrigin(FIXTURES, SOURCE.name)
    found = list(discover(origin, Window(date(2026, 3, 1), date(2026, 3, 31))))
    assert found
    assert all(origin.get(each.url) for each in found)
