"""Remarks: paragraphs under the rows of a table, as wide as it, which are rows over all columns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractors.pdf.words import Words
from extractors.tables.grid import Grid, GridCell, union
from extractors.tables.phrases import TextLine

LEAST = 2
"""Rows with a paragraph between them and the next one: one alone may be prose between two tables."""

MOST_ROWS = 0.8
"""Share of the rows from the first remark on that have one."""

LEADING = 1.6
"""Ems between two lines of a paragraph."""

Remark = list[TextLine]
"""The lines of a paragraph."""


def with_remarks(grid: Grid, lines: list[TextLine], kept: list[TextLine], words: Words) -> Grid:
    """The grid with the paragraphs among its rows, which are ``lines`` of the page that were not ``kept``."""
    left_out = _left_out(grid, lines, kept)
    if len(left_out) < LEAST:
        return grid
    sides = _sides(grid)
    remarks = [
        [line for line in left_out if upper[1] <= line.base and line.base <= lower[0] + 0.3 * line.size]
        for upper, lower in pairwise(sides)
    ]
    if not _are_regular(remarks):
        return grid
    remarks.append(_last(left_out, sides[-1][1], [remark for remark in remarks if remark]))
    return _with_rows(grid, remarks, words)


def _left_out(grid: Grid, lines: list[TextLine], kept: list[TextLine]) -> list[TextLine]:
    """The lines of running text, each one phrase, that stand within the sides of a grid."""
    numbers = {line.number for line in kept}
    x0, top, x1, _ = grid.box
    return [
        line
        for line in lines
        if line.number not in numbers
        and len(line.phrases) == 1
        and line.base > top
        and x0 - line.size < line.x0
        and line.x1 < x1 + 3 * line.size
    ]


def _sides(grid: Grid) -> list[tuple[float, float]]:
    """Top and bottom of the text of each row, in points."""
    boxes = [[c.box for c in grid.cells if c.row == row and len(c.words)] for row in range(grid.rows)]
    return [
        (min(box[1] for box in row), max(box[3] for box in row)) if row else (np.inf, -np.inf)
        for row in boxes
    ]


def _are_regular(remarks: list[Remark]) -> bool:
    """Whether nearly all rows from the first remark on have one, all with one left side and one size."""
    begun = next((k for k, remark in enumerate(remarks) if remark), len(remarks))
    filled = [remark for remark in remarks[begun:] if remark]
    if len(filled) < max(LEAST, MOST_ROWS * (len(remarks) - begun)):
        return False
    first = filled[0][0]
    return all(_is_like(remark[0], first) for remark in filled) and all(map(_is_close, filled))


def _is_like(line: TextLine, other: TextLine) -> bool:
    return abs(line.x0 - other.x0) < 0.5 * line.size and abs(line.size - other.size) < 0.05 * line.size


def _is_close(remark: Remark) -> bool:
    return all(lower.base - upper.base < LEADING * upper.size for upper, lower in pairwise(remark))


def _last(left_out: list[TextLine], bottom: float, others: list[Remark]) -> Remark:
    """The remark under the last row: lines like those of the others, and hardly more of them."""
    remark: Remark = []
    for line in left_out:
        if line.base <= bottom:
            continue
        start = remark[-1].base if remark else bottom + line.size
        if line.base - start > LEADING * line.size or not _is_like(line, others[0][0]):
            break
        remark.append(line)
    return remark if len(remark) <= 1 + max(map(len, others)) else []


def _with_rows(grid: Grid, remarks: list[Remark], words: Words) -> Grid:
    """The grid with a row under each row that has a remark."""
    shift = np.cumsum([0, *(bool(remark) for remark in remarks)])
    cells = [
        _moved(cell, int(shift[cell.row]), int(shift[cell.row + cell.rowspan - 1])) for cell in grid.cells
    ]
    for row, remark in enumerate(remarks):
        if remark:
            members = np.array([i for line in remark for i in line.phrases[0].words], dtype=np.intp)
            box = union([tuple(each) for each in words.boxes[members].tolist()])
            cells.append(GridCell(row + int(shift[row]) + 1, 0, 1, grid.cols, box, members))
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.col))
    return replace(grid, cells=ordered, box=union([cell.box for cell in ordered if len(cell.words)]))


def _moved(cell: GridCell, first: int, last: int) -> GridCell:
    """A cell whose first and last row come so many rows further down."""
    return replace(cell, row=cell.row + first, rowspan=cell.rowspan + last - first)
