"""Ruled tables: the words of a page put into the cells of a lattice."""

from __future__ import annotations

import numpy as np

from core.model.evidence import Box
from extractors.pdf.runs import Flags, Floats, Indexes
from extractors.pdf.words import Words
from extractors.tables.celltext import text_lines
from extractors.tables.grid import Grid, GridCell
from extractors.tables.lattice import Lattice, spans


def ruled_grid(lattice: Lattice, words: Words) -> Grid:
    """The grid of a lattice with its words; rows and columns that the eye does not see are left out."""
    home = _homes(lattice, words)
    cells = [_cell(lattice, span, home) for span in spans(lattice)]
    sizes = words.size[inside(lattice, words)]
    cells = without_empty_slits(cells, lattice, max(SLIT, float(np.median(sizes)) if len(sizes) else 0.0))
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
    _lift_overflow(homes, words)
    return homes


def _lift_overflow(homes: dict[tuple[int, int], list[int]], words: Words) -> None:
    """Move lines that have run over the lower border back into the cell above.

    Two lines printed into each other cannot belong to one cell: the upper one is the end of the text above.
    """
    for (row, col), members in list(homes.items()):
        above = homes.get((row - 1, col))
        if len(members) < 2 or not above:
            continue
        lines = text_lines(words, np.array(members, dtype=np.intp))
        if len(lines) < 2:
            continue
        first, second = lines[0], lines[1]
        step = float(words.boxes[second[0], 3] - words.boxes[first[0], 3])
        before = float(words.boxes[first[0], 3] - words.boxes[above[-1], 3])
        size = float(words.size[first[0]])
        if 0.1 * size < step < 0.7 * size and before < 1.6 * size and _overlaps(words, first, second):
            homes[row - 1, col] = above + first
            homes[row, col] = [member for member in members if member not in first]


def _overlaps(words: Words, first: list[int], second: list[int]) -> bool:
    left = max(float(words.boxes[line[0], 0]) for line in (first, second))
    right = min(float(words.boxes[line[-1], 2]) for line in (first, second))
    return left < right


def _cell(
    lattice: Lattice, span: tuple[int, int, int, int], homes: dict[tuple[int, int], list[int]]
) -> GridCell:
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


def without_empty_slits(cells: list[GridCell], lattice: Lattice, width: float) -> list[GridCell]:
    """The cells without empty rows under SLIT and empty columns under ``width``: too thin for any text."""
    rows = _used([(cell.row, cell.rowspan, len(cell.words)) for cell in cells], lattice.ys, SLIT)
    cols = _used([(cell.col, cell.colspan, len(cell.words)) for cell in cells], lattice.xs, width)
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


def _used(cells: list[tuple[int, int, int]], borders: Floats, least: float) -> Indexes:
    """1 for each row or column that is wide enough for text or holds some, else 0.

    Cells are (first, count, number of words) in the direction of the borders.
    """
    used = (np.diff(borders) >= least).astype(np.intp)
    for first, count, filled in cells:
        if filled and not used[first : first + count].any():
            used[first] = 1
    return used
