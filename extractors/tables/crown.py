"""The header that stands above a lattice: ruled tables whose rules begin below their header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractors.pdf.words import Words
from extractors.tables.bars import Bar
from extractors.tables.celltext import cell_text
from extractors.tables.columns import Column
from extractors.tables.grid import Grid, GridCell, union
from extractors.tables.header import labels_of
from extractors.tables.heads import header_lines
from extractors.tables.phrases import TextLine, is_number, split_at, word_space
from extractors.tables.unruled import label_cell, with_blanks


def crowned(
    grid: Grid, lines: list[TextLine], bars: list[Bar], words: Words, is_free: Callable[[TextLine], bool]
) -> Grid:
    """The grid with the header lines above it as rows of their own, where its first row is no header."""
    columns = _columns(grid)
    start = next((i for i, line in enumerate(lines) if line.base > grid.box[1] and not is_free(line)), None)
    if start is None or len(columns) < 2 or not _begins_with_figures(grid, words):
        return grid
    inner = [line for line in lines[start:] if line.base < grid.box[3] and not is_free(line)]
    used = max((i for i in range(start) if not is_free(lines[i])), default=-1)
    head = header_lines(lines, start, inner, bars, used)
    if not head or len(head[-1].phrases) < 2:
        return grid
    extents = [(column.x0, column.x1) for column in columns]
    head = [split_at(line, extents, word_space(head, words), words) for line in head]
    labels, rows = labels_of(head, columns, bars)
    lower = [replace(cell, row=cell.row + rows) for cell in grid.cells]
    cells = with_blanks(
        [label_cell(label, words) for label in labels] + lower, rows + grid.rows, len(columns)
    )
    return replace(grid, cells=cells, box=union([cell.box for cell in cells if len(cell.words)] + [grid.box]))


def _columns(grid: Grid) -> list[Column]:
    extents: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.colspan == 1:
            extents[cell.col] = (cell.box[0], cell.box[2])
    if len(extents) != grid.cols:
        return []
    return [Column(*extents[col]) for col in range(grid.cols)]


def _begins_with_figures(grid: Grid, words: Words) -> bool:
    first = [cell for cell in _first_full_row(grid) if cell.col > 0 and len(cell.words)]
    figures = sum(1 for cell in first if is_number(cell_text(words, cell.words)))
    return len(first) > 0 and figures >= 0.5 * len(first)


def _first_full_row(grid: Grid) -> list[GridCell]:
    """The first row with more than one text: a group title may come before it."""
    for row in range(min(3, grid.rows)):
        cells = [cell for cell in grid.cells if cell.row == row]
        if sum(1 for cell in cells if len(cell.words)) > 1:
            return cells
    return []
