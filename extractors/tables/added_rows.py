"""Rows that readers missed, put into tables; the rows below keep their numbers for who counts them."""

from __future__ import annotations

from dataclasses import replace

from core.model.added_row import AddedCell, AddedRow
from core.model.table import Cell, Said, Table


def add_row(table: Table, below: int, row: AddedRow) -> Table | None:
    """The table with a row under the one of that number; None where it has not so many columns.

    Columns without a text have an empty cell, which can be mended as others can. A merged cell that goes on
    under the row goes on past the new one.
    """
    width = max((cell.col + cell.colspan for cell in table.cells), default=0)
    if any(cell.col >= width for cell in row.cells):
        return None
    made = [_moved(cell, below) for cell in table.cells]
    at = sum(cell.row <= below for cell in made)
    said = {cell.col: cell for cell in row.cells}
    spanned = {
        col
        for cell in made
        if cell.row <= below < cell.row + cell.rowspan - 1
        for col in range(cell.col, cell.col + cell.colspan)
    }
    fresh = (
        _cell(below + 1, said.get(col) or AddedCell(col, ""), row)
        for col in range(width)
        if col in said or col not in spanned
    )
    return replace(table, cells=(*made[:at], *fresh, *made[at:]))


def _cell(number: int, cell: AddedCell, row: AddedRow) -> Cell:
    path = None if cell.bbox else row.path(cell.col)
    said = Said(added=row.name)
    return Cell(number, cell.col, cell.text, bbox=cell.bbox, page=cell.page, path=path, said=said)


def _moved(cell: Cell, below: int) -> Cell:
    if cell.row > below:
        return replace(cell, row=cell.row + 1)
    if cell.row + cell.rowspan - 1 > below:
        return replace(cell, rowspan=cell.rowspan + 1)
    return cell
