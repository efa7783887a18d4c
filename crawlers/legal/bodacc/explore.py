"""The other door: the dataset "annonces-commerciales" on Opendatasoft, one export an issue.

Explore v2.1: ``/records`` gives pages of 100 and never more than 10 000 records, and a page shifts when a
record is added before it; an export has no ceiling and is one answer. So the records of an issue are counted
first (none: there is no such issue), and an issue that has some is one export, in the order of its numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window

ROOT = "https://bodacc-datadila.opendatasoft.com/"
DATASET = f"{ROOT}api/explore/v2.1/catalog/datasets/annonces-commerciales/"
LETTERS = ("A", "B")
"""Issues with designations; the BODACC C has deposits of accounts alone."""


def discover_exports(origin: Origin, window: Window) -> Iterator[Reference]:
    """An export for each issue A and B of a day of the window.

    Raises:
        StructureChanged: an answer has no ``total_count``.
        FetchError: the publisher did not answer.
    """
    for day in window.days():
        for letter in LETTERS:
            if _count(origin, count_address(day, letter)):
                yield Reference("bodacc", f"{letter}:{day}", export_address(day, letter), day)


def count_address(day: date, letter: str) -> str:
    """An answer without records that says how many there are."""
    return f"{DATASET}records?where={_clause(day, letter)}&limit=0"


def export_address(day: date, letter: str) -> str:
    """All records of an issue."""
    return f"{DATASET}exports/json?where={_clause(day, letter)}&order_by=numeroannonce"


def _clause(day: date, letter: str) -> str:
    return quote(f"dateparution = date'{day}' and publicationavis = '{letter}'")


def _count(origin: Origin, address: str) -> int:
    answer = origin.get(address)
    if answer is None:
        return 0
    try:
        return int(json.loads(answer.body)["total_count"])
    except (ValueError, KeyError, TypeError) as failure:
        raise StructureChanged(f"{address} answers without total_count") from failure
