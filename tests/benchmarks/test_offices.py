"""The pages of offices are the same for the same number, and their truth is that of the rows set."""

from __future__ import annotations

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.documents import composed
from benchmarks.tables.composed.offices.leaf import Grid


def test_one_number_gives_one_document() -> None:
    assert composed("trial", 1) == composed("trial", 1)
    assert composed("trial", 1) != composed("trial", 2)


def test_rows_are_cells_of_their_columns() -> None:
    grid = Grid(Sheet(), [(60, "l"), (200, "r"), (260, "r")], 80, Face("Helvetica"))
    grid.heads(("Both", 1, 2))
    grid.heads(("Item", 0, 0), ("One", 1, 1), ("Two\nor more", 2, 2))
    grid.led(" Ferries", "1", "", to=100)
    grid.done()
    cells = [cell for cell in grid.cells if not cell[4].startswith("Ferries")]
    assert cells == [
        (0, 0, 1, 2, "Both"),
        (1, 1, 0, 0, "Item"),
        (1, 1, 1, 1, "One"),
        (1, 1, 2, 2, "Two or more"),
        (2, 2, 1, 1, "1"),
    ]
    assert grid.sheet.tables == [grid.cells]
