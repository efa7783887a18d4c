"""Column labels set upright: turned words above the columns of a table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.pdf.runs import Flags, Indexes
from extractors.pdf.words import Words
from extractors.tables.grid import Grid, GridCell, union
from extractors.tables.unruled import with_blanks

REACH = 14.0
"""Ems that a turned label may rise above the first row."""


def with_turned_labels(grid: Grid, words: Words, free: Flags) -> Grid:
    """The grid with the turned words above it as labels of its columns, if two columns at least have one."""
    labels = _labels(grid, words, free)
    if len(labels) < 2:
        return grid
    if 0 not in labels and len(own := _beside(grid, words, free, labels)):
        labels = {0: own, **labels}
    header = {cell.col: cell for cell in grid.cells if cell.row == 0}
    shared = all(col in header and not len(header[col].words) for col in labels)
    kept = [cell for cell in grid.cells if not (shared and cell.row == 0 and cell.col in labels)]
    if not shared:
        kept = [replace(cell, row=cell.row + 1) for cell in kept]
    fresh = [
        GridCell(0, col, 1, 1, union(words.boxes[index].tolist()), index) for col, index in labels.items()
    ]
    rows = grid.rows + (0 if shared else 1)
    cells = with_blanks(kept + fresh, rows, grid.cols)
    return replace(grid, cells=cells, box=union([grid.box, *(cell.box for cell in fresh)]))


def _labels(grid: Grid, words: Words, free: Flags) -> dict[int, Indexes]:
    """The turned words above each column."""
    x0, top, x1, _ = grid.box
    size = float(np.median(words.size)) if len(words) else 10.0
    middle = (words.boxes[:, 0] + words.boxes[:, 2]) / 2
    first = [cell.box[3] for cell in grid.cells if cell.row == 0 and len(cell.words)]
    floor = min(first, default=top) + size
    chosen = free & (words.turns % 2 == 1) & (middle > x0) & (middle < x1 + size)
    chosen &= (words.boxes[:, 3] <= floor) & (words.boxes[:, 1] >= floor - REACH * size)
    columns = _centres(grid)
    found: dict[int, list[int]] = {}
    for index in np.flatnonzero(chosen).tolist():
        col = min(columns, key=lambda c: abs(columns[c] - float(middle[index])))
        found.setdefault(col, []).append(index)
    return {col: np.array(index, dtype=np.intp) for col, index in sorted(found.items())}


def _beside(grid: Grid, words: Words, free: Flags, labels: dict[int, Indexes]) -> Indexes:
    """The upright words over the first column, beside turned labels: the label of the labels."""
    boxes = words.boxes[np.concatenate(list(labels.values()))]
    top, bottom = float(boxes[:, 1].min()), float(boxes[:, 3].max()) + float(np.median(words.size))
    first = [cell.box[2] for cell in grid.cells if cell.col == 0 and cell.colspan == 1 and len(cell.words)]
    x, y = (words.boxes[:, 0] + words.boxes[:, 2]) / 2, (words.boxes[:, 1] + words.boxes[:, 3]) / 2
    chosen = free & (words.turns == 0) & (top < y) & (y < min(bottom, grid.box[1])) & (x >= grid.box[0])
    return np.flatnonzero(chosen & (x <= max(first, default=grid.box[0])))


def _centres(grid: Grid) -> dict[int, float]:
    sides: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.colspan == 1 and len(cell.words):
            low, high = sides.get(cell.col, (cell.box[0], cell.box[2]))
            sides[cell.col] = (min(low, cell.box[0]), max(high, cell.box[2]))
    return {col: (low + high) / 2 for col, (low, high) in sides.items()}
