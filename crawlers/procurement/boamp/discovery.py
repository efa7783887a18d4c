"""The day directories of the DILA's open data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/BOAMP/"

_LINK = re.compile(r"""href\s*=\s*["'](?:[^"']*/)?(?P<file>(?P<key>\d{2}-\d{1,7})\.xml)["']""", re.IGNORECASE)
_LISTING = re.compile(r"Index of|Parent Directory|\?C=N", re.IGNORECASE)


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The notices of each day; a day without a directory is a day without notices.

    Raises:
        StructureChanged: the page is no listing any more.
        FetchError: the publisher did not answer.
    """
    for day in window.days():
        address = day_address(day)
        answer = origin.get(address)
        if answer is not None:
            yield from _references(answer.body.decode("latin-1"), address, day)


def day_address(day: date) -> str:
    """``…/BOAMP/2026/03/12/``."""
    return f"{ROOT}{day:%Y/%m/%d}/"


def _references(page: str, address: str, day: date) -> Iterator[Reference]:
    if not _LISTING.search(page):
        raise StructureChanged(f"{address} is no directory listing")
    seen: set[str] = set()
    for link in _LINK.finditer(page):
        if link["key"] not in seen:
            seen.add(link["key"])
            yield Reference("boamp", link["key"], urljoin(address, link["file"]), day)
