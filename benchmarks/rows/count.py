"""Counts the rows of a published CSV that stand in the tables read from its PDF.

A row is found when one row that was read, not used yet, has a cell equal to each of the named values that are
not empty; letters and digits are compared, without case and accents.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tables.readers import PageGrid


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the truth, of them found, and rows that were read."""

    true: int
    found: int
    read: int


def count(truth: Path, columns: Sequence[str], tables: Iterable[PageGrid]) -> Rows:
    """The rows of ``truth``, by its ``columns``, in the tables of its PDF."""
    read = [row for _, cells in tables for row in _rows(cells)]
    free = list(read)
    wanted = _wanted(truth, columns)
    for want in wanted:
        row = next((row for row in free if not want - row), None)
        if row is not None:
            free.remove(row)
    return Rows(len(wanted), len(read) - len(free), len(read))


def _wanted(truth: Path, columns: Sequence[str]) -> list[Counter[str]]:
    with truth.open(encoding="utf-8-sig", newline="") as file:
        return [Counter(filter(None, (_fold(row[name]) for name in columns))) for row in csv.DictReader(file)]


def _rows(cells: Iterable[tuple[int, int, int, int, str]]) -> list[Counter[str]]:
    rows: dict[int, Counter[str]] = {}
    for first, last, _, _, text in cells:
        for number in range(first, last + 1):
            if folded := _fold(text):
                rows.setdefault(number, Counter())[folded] += 1
    return list(rows.values())


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(c for c in plain if c.isalnum() and c.isascii())
