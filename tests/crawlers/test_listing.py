"""Pages that list documents."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import FetchError, StructureChanged
from core.model.source import Answer
from crawlers.listing import Entry, entries, require_end

ADDRESS = "https://dila.example/2026/"
PAGE = b"""<html><head><title>Index of /2026</title></head><body><a href="?C=N;O=D">Name</a>
<a href="/">Parent Directory</a> <a href="26-1.xml">26-1.xml</a>   2026-03-12 04:46  14K
<a href="26-2.xml">26-2.xml</a> <a href="26-1.xml">again</a></body></html>"""


def _answer(body: bytes) -> Answer:
    return Answer(ADDRESS, body, {})


def test_the_files_of_a_listing_each_once_with_their_day() -> None:
    assert list(entries(_answer(PAGE))) == [
        Entry("26-1.xml", f"{ADDRESS}26-1.xml", date(2026, 3, 12)),
        Entry("26-2.xml", f"{ADDRESS}26-2.xml", None),
    ]


def test_another_page_is_no_listing() -> None:
    with pytest.raises(StructureChanged):
        list(entries(_answer(b"<html><a href='x.xml'>x</a></html>")))


def test_a_page_that_does_not_end_is_cut() -> None:
    require_end(_answer(PAGE))
    require_end(_answer(b"a fragment without head or end"))
    with pytest.raises(FetchError, match="is cut"):
        require_end(_answer(PAGE[:-20]))
