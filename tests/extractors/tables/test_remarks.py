"""Paragraphs under the rows of a table are rows over all columns; prose amid tables is none."""

from __future__ import annotations

import random

from benchmarks.tables.composed.bureaus.setting import SANS, SANS_BOLD, TEXT
from benchmarks.tables.composed.federal.press import Program, printed
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph
from extractors.tables.document import read_tables


def spanning(remarks: set[int], inset: float = 0) -> list[str]:
    """The first words of the rows over all columns, of a table with a paragraph under some rows."""
    sheet = Sheet()
    sheet.put(72, 70, "Proposals", SANS_BOLD, 11)
    grid = Grid(sheet, stops(72, 340, 430, 530), 90, SANS, 9, 11)
    grid.heads(("Proposal", 0, 0), ("1997", 1, 1), ("1998", 2, 2), ("Total", 3, 3), gap=4)
    grid.rule(72, 532)
    for row, name in enumerate(("Alder", "Bassett", "Calloway", "Dunmore", "Eastlake", "Fairmont")):
        grid.line(name, str(220 + row), str(330 - row), str(550))
        if row in remarks:
            text = f"Remark{row} " + TEXT[:190]
            grid.y = paragraph(sheet, 72 + inset, grid.y, 440, text, SANS, 8) + 4
    tables = read_tables(printed([sheet], Program("processor"), random.Random(1)), max_pages=1)  # noqa: S311
    return [cell.text.split()[0] for table in tables for cell in table.cells if cell.colspan == 4]


def test_a_paragraph_under_each_row_is_a_row() -> None:
    assert spanning(set(range(6))) == [f"Remark{row}" for row in range(6)]
    assert spanning(set(range(6)), inset=12) == [f"Remark{row}" for row in range(6)]


def test_the_last_row_may_have_none() -> None:
    assert spanning(set(range(5))) == [f"Remark{row}" for row in range(5)]


def test_prose_under_one_row_or_two_is_no_row() -> None:
    assert spanning({2}) == []
    assert spanning({1, 4}) == []
