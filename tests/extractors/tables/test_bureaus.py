"""Pages in the manner of federal bureaus are read whole, and those without a table as such."""

from __future__ import annotations

import pytest

from benchmarks.tables.adjacency import relations, score
from benchmarks.tables.composed.bureaus import held_words, nontables
from benchmarks.tables.composed.bureaus.documents import SEEN, composed
from extractors.tables.document import read_tables

WITHOUT = {kind.__name__ for kind in nontables.NONTABLES}

HELD_WITHOUT = {f"held_{kind.__name__}" for kind in held_words.NONTABLES}

NOT_WHOLE = {"fiscal_years": 0.98}
"""A title over the middle of three years spans none of them."""


@pytest.mark.parametrize("name", sorted(SEEN.keys() - WITHOUT))
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


@pytest.mark.parametrize("name", sorted(WITHOUT | HELD_WITHOUT))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_page_without_a_table_is_read_as_such(name: str, number: int) -> None:
    assert read_tables(composed(name, number)[0], max_pages=1) == ()
