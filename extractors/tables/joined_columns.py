"""Two neighbouring columns of a table as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from core.model.evidence import Box
from core.model.table import Cell, Said, Table
from extractors.tables.cut_columns import Words, text_of, words_in


def join_columns(table: Table, col: int, words: Words) -> tuple[Table, list[Cell]]:
    """The table with a column and the one before as one, and the cells made of two.

    Texts stand as a reader of the page sees them, line by line (behind each other where the page has no such
    words), boxes are around both. A merged cell of one of them ends where the other has the next cell below.
    """
    left = sorted((cell for cell in table.cells if _end(cell) == col), key=lambda cell: cell.row)
    right = sorted((cell for cell in table.cells if cell.col == col), key=lambda cell: cell.row)
    pairs, starts = {cell.row: cell for cell in right}, {cell.row for cell in left}
    made: list[Cell] = []
    joined: list[Cell] = []
    for cell in table.cells:
        if _end(cell) == col:
            one, other = _until(cell, right), pairs.get(cell.row)
            if other is not None:
                one = _as_printed(_joined(one, _until(other, left)), table.page, words)
                joined.append(one)
            made.append(one)
        elif cell.col == col:
            if cell.row not in starts:
                made.append(replace(_until(cell, left), col=col - 1))
        elif cell.col > col:
            made.append(replace(cell, col=cell.col - 1))
        elif _end(cell) > col:
            made.append(replace(cell, colspan=cell.colspan - 1))
        else:
            made.append(cell)
    return replace(table, cells=tuple(made)), joined


def _end(cell: Cell) -> int:
    """The column behind a cell."""
    return cell.col + cell.colspan


def _until(cell: Cell, others: Sequence[Cell]) -> Cell:
    """A cell as far down as the next one beside it below its first row."""
    below = bisect_right(others, cell.row, key=lambda each: each.row)
    if below == len(others):
        return cell
    return replace(cell, rowspan=min(cell.rowspan, others[below].row - cell.row))


def _joined(left: Cell, right: Cell) -> Cell:
    filled = [cell for cell in (left, right) if cell.text]
    said = Said(
        mended=left.said.mended or right.said.mended, disputed=left.said.disputed or right.said.disputed
    )
    return replace(
        left,
        text=" ".join(cell.text for cell in filled),
        rowspan=min(left.rowspan, right.rowspan),
        colspan=left.colspan + right.colspan - 1,
        bbox=_around(left.bbox, right.bbox),
        path=(filled or [left])[0].path,
        page=left.page or right.page,
        said=said,
    )


def _as_printed(cell: Cell, page: int, words: Words) -> Cell:
    """A cell with its words in the order of their lines, where these are the words of the page."""
    printed = text_of(words_in(cell, page, words))
    is_same = sorted(printed.split()) == sorted(cell.text.split())
    return replace(cell, text=printed) if is_same else cell


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
