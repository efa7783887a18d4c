"""Pages as single offices print them are read whole, and those without a table as such."""

from __future__ import annotations

import random

import pytest

from benchmarks.tables.adjacency import relations, score
from benchmarks.tables.composed.federal.nontables import contents
from benchmarks.tables.composed.federal.press import Program, printed
from benchmarks.tables.composed.offices import nontables, unlike_nontables
from benchmarks.tables.composed.offices.documents import KINDS, composed
from extractors.tables.document import read_tables

WITHOUT = {kind.__name__ for kind in (*nontables.NONTABLES, *unlike_nontables.NONTABLES)}

NOT_WHOLE = {"life_table": 0.9, "pyramid": 0.9}
"""Signs right under titles of several lines join them; titles over columns left of the labels span none."""


@pytest.mark.parametrize("name", sorted(KINDS.keys() - WITHOUT))
def test_a_page_with_tables_is_read_whole(name: str) -> None:
    data, true = composed(name, 1)
    found = [
        (
            table.page,
            relations(
                (cell.row, cell.row + cell.rowspan - 1, cell.col, cell.col + cell.colspan - 1, cell.text)
                for cell in table.cells
            ),
        )
        for table in read_tables(data, max_pages=1)
    ]
    assert score([(page, relations(cells)) for page, cells in true], found).f1 >= NOT_WHOLE.get(name, 1.0)


@pytest.mark.parametrize("name", sorted(WITHOUT))
def test_a_page_without_a_table_is_read_as_such(name: str) -> None:
    assert read_tables(composed(name, 1)[0], max_pages=1) == ()


@pytest.mark.parametrize("seed", [2, 6])
def test_contents_with_a_title_that_ends_in_a_year_on_a_line_of_its_own(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    assert read_tables(printed([contents(rng)], Program("processor"), rng), max_pages=1) == ()
