"""Which publications the published rows of a source name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from core.model.source import CitedNumbers, Window
from core.storage.catalogue import Catalogue
from core.storage.schema import DOCUMENT


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A number that a row names, without its prefix, and the day on which the row appeared."""

    number: str
    day: date


def citations(
    tx: Connection, catalogue: Catalogue, cited: CitedNumbers, window: Window
) -> Iterator[Citation]:
    """What the rows published in a window name of their own source."""
    if cited.dataset not in catalogue:
        return
    columns = catalogue[cited.dataset].table.c
    day, links = columns[cited.day], columns[cited.links]
    query = select(links, day).where(
        day >= window.since,
        day <= window.until,
        links.is_not(None),
        columns["id"].startswith(cited.prefix, autoescape=True),
    )
    for named, published in tx.execute(query):
        for link in json.loads(named) if isinstance(named, str) else named:
            if link.startswith(cited.prefix):
                yield Citation(link.removeprefix(cited.prefix), published)


def listed(tx: Connection, source: str, numbers: set[str]) -> set[str]:
    """Which of some keys of a source a listing has named."""
    found: set[str] = set()
    wanted = sorted(numbers)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        query = select(DOCUMENT.c.key).where(DOCUMENT.c.source == source, DOCUMENT.c.key.in_(part))
        found.update(tx.execute(query).scalars())
    return found
