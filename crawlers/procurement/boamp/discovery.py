"""The day directories of the DILA's open data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from core.model.document import Reference
from core.model.source import Answer, Origin, Window
from crawlers.listing import entries, require_end

ROOT = "https://echanges.dila.gouv.fr/OPENDATA/BOAMP/"

_NOTICE = re.compile(r"(?P<key>\d{2}-\d{1,7})\.xml", re.IGNORECASE)


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The notices of each day; a day without a directory is a day without notices.

    Raises:
        StructureChanged: the page is no listing any more.
        FetchError: the publisher did not answer.
    """
    for day in window.days():
        answer = origin.get(day_address(day))
        if answer is not None:
            yield from _references(answer, day)
            require_end(answer)


def day_address(day: date) -> str:
    """``…/BOAMP/2026/03/12/``."""
    return f"{ROOT}{day:%Y/%m/%d}/"


def _references(answer: Answer, day: date) -> Iterator[Reference]:
    for entry in entries(answer):
        notice = _NOTICE.fullmatch(entry.name)
        if notice:
            yield Reference("boamp", notice["key"], entry.url, day)


def ordinal_of(key: str) -> tuple[str, int] | None:
    """``("26", 87466)`` for ``26-87466``: the BOAMP numbers what is handed in, year after year."""
    year, _, number = key.partition("-")
    return (year, int(number)) if len(year) == 2 and year.isdecimal() and number.isdecimal() else None
