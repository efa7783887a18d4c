"""The comparison itself: every judged value of every document, counted by dataset and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.real.comparison.model import ATTRIBUTIONS, AVIS, LOTS, MARCHES, Count, Expected, Row
from tests.real.comparison.same import comparable

ROWS = "(rows)"
KEYS = {AVIS: ("id",), LOTS: ("numero_lot", "intitule"), ATTRIBUTIONS: ("titulaire_nom",), MARCHES: ("id",)}

Counts = dict[tuple[str, str], Count]
"""By dataset and column; the column ``(rows)`` counts documents with as many rows as they must give."""

Rows = Callable[[str, Path, str, str | None], list[dict[str, Any]]]


def compare(source: str, documents: Iterable[Expected], rows: Rows) -> Counts:
    """Judge the rows of a source against what its documents say."""
    counts: Counts = defaultdict(Count)
    for document in documents:
        for dataset, expected in document.rows.items():
            read = rows(source, document.path, dataset, document.notice)
            if dataset not in (AVIS, MARCHES):
                counts[dataset, ROWS].judge(document.where, len(expected) or None, len(read) or None)
            for left, right in _paired(dataset, expected, read):
                _judge(counts, document.where, dataset, left, right)
    return counts


def _judge(counts: Counts, where: str, dataset: str, expected: Row, read: Row) -> None:
    for column, value in expected.items():
        left, right = comparable(column, value), comparable(column, read.get(column))
        counts[dataset, column].judge(where, left, right)


def _paired(dataset: str, expected: list[Row], read: list[Row]) -> list[tuple[Row, Row]]:
    """Rows in the order of the document; where a row lacks, by the columns that name a row."""
    if dataset == MARCHES and any("id" in row for row in expected):
        return list(_paired_contracts(expected, read))
    if len(expected) == len(read):
        return list(zip(expected, read, strict=True))
    free = list(read)
    found = []
    for row in expected:
        twin = next((each for each in free if _named(dataset, each) == _named(dataset, row)), None)
        if twin is not None:
            free.remove(twin)
        found.append((row, twin or {}))
    return found


def _paired_contracts(expected: list[Row], read: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Contracts by number and subject: one number may stand twice, lines of one contract are one row."""
    seen = set()
    for row in expected:
        number, subject = str(row["id"]), comparable("objet", row["objet"])
        if (number, subject) in seen:
            continue
        seen.add((number, subject))
        twin = next(
            (each for each in read
             if (str(each["id"]) == number or str(each["id"]).startswith(f"{number}:"))
             and comparable("objet", each.get("objet")) == subject),
            None,
        )  # fmt: skip
        yield (row | {"id": twin["id"]}, twin) if twin else (row, {})


def _named(dataset: str, row: Row) -> list[Any]:
    return [comparable(name, row.get(name)) for name in KEYS[dataset]]
