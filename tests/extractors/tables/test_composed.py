"""Composed reports in many typographies must be read nearly whole, and pages without a table as such."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from benchmarks.tables.adjacency import Counts, relations, score, summary
from benchmarks.tables.composed.documents import composed
from benchmarks.tables.composed.nontables import NONTABLES
from benchmarks.tables.composed.page import Press
from extractors.tables.document import read_tables


def counts(press: Press) -> Counts:
    found = [
        (
            table.page,
            relations(
                (cell.row, cell.row + cell.rowspan - 1, cell.col, cell.col + cell.colspan - 1, cell.text)
                for cell in table.cells
            ),
        )
        for table in read_tables(press.done(), max_pages=9)
    ]
    return score([(page, relations(cells)) for page, cells in press.tables], found)


def test_reports_in_many_typographies() -> None:
    results = [counts(composed(seed)) for seed in range(2001, 2041)]
    total = summary(results)
    assert total.macro_f1 >= 0.96
    assert total.micro.f1 >= 0.96
    assert sum(result.f1 == 1 for result in results) >= 0.6 * len(results)


@pytest.mark.parametrize("kind", NONTABLES)
def test_pages_without_a_table(kind: Callable[[Press, random.Random], None]) -> None:
    wrong = 0
    for seed in range(8):
        press = Press()
        kind(press, random.Random(seed))  # noqa: S311
        wrong += len(read_tables(press.done(), max_pages=1))
    assert wrong <= 1
