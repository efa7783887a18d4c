"""Ruled tables: the words of a page put into the cells of a lattice."""

from __future__ import annotations

import numpy as np

from core.model.evidence import Box
from extractors.pdf.runs import Flags, Indexes
from extractors.pdf.words import Words
from extractors.tables.grid import Grid, GridCell
from extractors.tables.lattice import Lattice, spans


def ruled_grid(lattice: Lattice, words: Words) -> Grid:
    """The grid of a lattice with its words; rows and columns that the eye does not see are left out."""
    home = _homes(lattice, words)
    cells = [_cell(lattice, span, home) for span in spans(lattice)]
    cells = without_empty_slits(cells, lattice)
    box = _box(lattice, (0, lattice.rows - 1, 0, lattice.cols - 1))
    return Grid(cells, box, "ruled", 1.0)


def inside(lattice: Lattice, words: Words) -> Flags:
    """Which words stand in a lattice."""
    x, y = (words.boxes[:, 0] + words.boxes[:, 2]) / 2, (words.boxes[:, 1] + words.boxes[:, 3]) / 2
    across = (lattice.xs[0] <= x) & (x <= lattice.xs[-1])
    result: Flags = across & (lattice.ys[0] <= y) & (y <= lattice.ys[-1])
    return result


def _homes(lattice: Lattice, words: Words) -> dict[tuple[int, int], list[int]]:
    """The words of each elementary cell, by the middle of the word."""
    members = np.flatnonzero(inside(lattice, words))
    x = (words.boxes[members, 0] + words.boxes[members, 2]) / 2
    # The optical middle of a line of text is above the middle of its box: the depth is mostly empty.
    y = words.boxes[members, 3] - words.drop[members] - 0.3 * words.size[members]
    row = np.clip(np.searchsorted(lattice.ys, y) - 1, 0, lattice.rows - 1)
    col = np.clip(np.searchsorted(lattice.xs, x) - 1, 0, lattice.cols - 1)
    homes: dict[tuple[int, int], list[int]] = {}
    for member, place in zip(members.tolist(), zip(row.tolist(), col.tolist(), strict=True), strict=True):
        homes.setdefault(place, []).append(member)
    return homes


def _cell(lattice: Lattice, span: tuple[int, int, int, int], homes: dict[tuple[int, int], list[int]]) -> GridCell:
    top, bottom, left, right = span
    members: list[int] = []
    for row in range(top, bottom + 1):
        for col in range(left, right + 1):
            members += homes.get((row, col), ())
    return GridCell(
        top, left, bottom - top + 1, right - left + 1, _box(lattice, span), np.array(members, dtype=np.intp)
    )


def _box(lattice: Lattice, span: tuple[int, int, int, int]) -> Box:
    top, bottom, left, right = span
    return (
        float(lattice.xs[left]),
        float(lattice.ys[top]),
        float(lattice.xs[right + 1]),
        float(lattice.ys[bottom + 1]),
    )


def without_empty_slits(cells: list[GridCell], lattice: Lattice) -> list[GridCell]:
    """The cells without rows and columns that hold no text of their own and are too thin for any."""
    rows, cols = _used(cells, lattice, by_row=True), _used(cells, lattice, by_row=False)
    new_row, new_col = np.cumsum(rows) - rows, np.cumsum(cols) - cols
    kept = []
    for cell in cells:
        height = int(rows[cell.row : cell.row + cell.rowspan].sum())
        width = int(cols[cell.col : cell.col + cell.colspan].sum())
        if height and width:
            kept.append(
                GridCell(int(new_row[cell.row]), int(new_col[cell.col]), height, width, cell.box, cell.words)
            )
    return kept


SLIT = 7.0
"""Points. No text of a public document is set smaller, so a narrower stripe separates and holds nothing."""


def _used(cells: list[GridCell], lattice: Lattice, *, by_row: bool) -> Indexes:
    """1 for each row (or column) that is wide enough for text or holds some, else 0."""
    borders = lattice.ys if by_row else lattice.xs
    used = (np.diff(borders) >= SLIT).astype(np.intp)
    for cell in cells:
        first, count = (cell.row, cell.rowspan) if by_row else (cell.col, cell.colspan)
        if len(cell.words) and not used[first : first + count].any():
            used[first] = 1
    return used
