"""Lists published by the Assemblée and the Sénat: every row of the CSV that the PDF prints, and no other."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from core.model.table import Table
from extractors.tables.document import read_tables

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "tables" / "fr_official"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not here")

PRINTED = {
    "1212-Sénat-rattachement-2013": ("nom", "prénom"),
    "1312-AN-rattachement-2014": ("prénom",),
    "1412-Sénat-rattachement-2015": ("nom", "prénom"),
    "1512-AN-rattachement-2016": ("nom", "prénom"),
    "1712-Sénat-rattachement-2018": ("nom", "prénom"),
    "liste_senateurs_collaborateurs": ("collaborateur",),
}
"""Columns that the PDF prints as they stand in the CSV: its editors reworded parties and turned particles."""


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(c for c in plain if c.isalnum() and c.isascii())


def rows_of(tables: tuple[Table, ...]) -> list[Counter[str]]:
    found: dict[tuple[int, int], Counter[str]] = {}
    for number, table in enumerate(tables):
        for cell in table.cells:
            if text := fold(cell.text):
                found.setdefault((number, cell.row), Counter())[text] += 1
    return list(found.values())


@pytest.mark.parametrize("name", PRINTED)
def test_rows(name: str) -> None:
    rows = rows_of(read_tables((FOLDER / f"{name}.pdf").read_bytes(), max_pages=99))
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = [[fold(row[column]) for column in PRINTED[name]] for row in csv.DictReader(file)]
    free = list(rows)
    missed = []
    for want in wanted:
        row = next((row for row in free if not Counter(filter(None, want)) - row), None)
        if row is None:
            missed.append(want)
        else:
            free.remove(row)
    assert len(missed) <= 0.006 * len(wanted), missed
    assert len(rows) - len(wanted) <= 0.01 * len(wanted)
