"""The rows that a person means by a number, an id or an address, and asks why a watch did not tell of.

Ids are made of publication numbers, so that nothing but the keys of the tables is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote

from sqlalchemy import Connection, select

from core.storage.beginnings import begins
from core.storage.catalogue import Catalogue
from core.storage.queries import Rows

_LONGEST = 500
_MOST_NAMES, _MOST_PARTS = 12, 20
_APART = re.compile(r"[/?&=#\s\"'«»,;]+")
_PAGE = re.compile(r"/datasets/[^/?#]+/([^/?#]+)")


class Sought(NamedTuple):
    """A row, and the dataset that it stands in."""

    dataset: str
    row: dict[str, Any]


def sought(tx: Connection, catalogue: Catalogue, typed: str, sources: Iterable[str]) -> list[Sought]:
    """The rows with such an id or number, in the order of the datasets; with those that belong to them."""
    names, rows = list(_names(typed, list(sources))), Rows(tx, catalogue)
    found: list[Sought] = []
    for dataset in catalogue:
        ids = [*names, *_parts(tx, catalogue, dataset, names)]
        known = rows.some(dataset, ids) if ids else {}
        found += [Sought(dataset, known[each]) for each in dict.fromkeys(ids) if each in known]
    return found


def _parts(tx: Connection, catalogue: Catalogue, dataset: str, names: list[str]) -> Iterator[str]:
    """The rows of a text or the lots of a notice have its id, a colon and a number."""
    key = catalogue[dataset].table.c.id
    for name in names:
        yield from tx.execute(select(key).where(begins(key, f"{name}:")).limit(_MOST_PARTS)).scalars()


def _names(typed: str, sources: list[str]) -> Iterator[str]:
    """The ids that a text may stand for: itself, and each number in it as each source would name it."""
    text = typed.strip()[:_LONGEST].replace("\0", "")
    page = _PAGE.search(text)
    if page:
        yield unquote(page[1])
        return
    words = [text, *_APART.split(unquote(text))]
    numbers = [each.rpartition(":")[2] for each in words if any(char.isdecimal() for char in each)]
    whole = [each for each in dict.fromkeys(words) if any(char.isdecimal() for char in each)]
    yield from islice(whole, _MOST_NAMES)
    for number in islice(dict.fromkeys(numbers), _MOST_NAMES):
        yield from (f"{source}:{number}" for source in sources)
