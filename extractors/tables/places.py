"""Where the cells of tables stand in a document, and which cell stands at a place."""

from __future__ import annotations

from collections.abc import Sequence

from core.model.evidence import Box
from core.model.table import Cell, Table
from core.model.table_edit import Anchor

_COVERED = 0.5
"""Share of the larger of two boxes above which they are taken for one cell."""

Key = tuple[int, int, int]
"""A cell as read: the number of its table, its row, its column."""


def anchor_of(table: Table, cell: Cell) -> Anchor:
    """Where a cell stands in its document."""
    if cell.path is not None:
        return Anchor(path=cell.path)
    return Anchor(page=cell.page or table.page, bbox=cell.bbox)


def cell_at(tables: Sequence[Table], anchor: Anchor) -> tuple[Key | None, Cell | None]:
    """The cell at a place: the one with that path, or the one whose box is most of that box."""
    found = best_at(tables, anchor)
    return (found[1], found[2]) if found else (None, None)


def best_at(tables: Sequence[Table], anchor: Anchor) -> tuple[float, Key, Cell] | None:
    """The cell at a place, after the share of the place that it is: 1 for the very cell."""
    best: tuple[float, Key, Cell] | None = None
    for number, table in enumerate(tables):
        for cell in table.cells:
            if anchor.path is not None:
                if cell.path == anchor.path:
                    return 1.0, (number, cell.row, cell.col), cell
            elif anchor.bbox and cell.bbox and (cell.page or table.page) == anchor.page:
                covered = _covered(cell.bbox, anchor.bbox)
                if covered > (best[0] if best else _COVERED):
                    best = covered, (number, cell.row, cell.col), cell
    return best


def _covered(one: Box, other: Box) -> float:
    """The common part of two boxes, as a share of the larger: 1 for the same box."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(_area(one), _area(other))


def _area(box: Box) -> float:
    return max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)


def evened(text: str) -> str:
    """Texts that differ in their spaces alone are one text."""
    return " ".join(text.split())
