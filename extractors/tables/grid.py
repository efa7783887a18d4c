"""A table under construction: cells of a grid with the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.evidence import Box
from core.model.table import Cell, Table
from extractors.pdf.runs import Flags, Indexes
from extractors.pdf.words import Words
from extractors.tables.celltext import cell_text


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A cell: grid place, box in points and the indexes of its words."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    words: Indexes


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of one table in reading order."""

    cells: list[GridCell]
    box: Box
    strategy: str
    confidence: float

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def cols(self) -> int:
        """Number of columns."""
        return max((cell.col + cell.colspan for cell in self.cells), default=0)


def as_table(grid: Grid, words: Words, page: int) -> Table:
    """The published form of a grid."""
    cells = tuple(
        Cell(
            row=cell.row,
            col=cell.col,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            text=cell_text(words, cell.words) if len(cell.words) else "",
            bbox=cell.box,
            page=page,
        )
        for cell in grid.cells
    )
    return Table(page, grid.box, grid.strategy, grid.confidence, cells)


def union(boxes: list[Box]) -> Box:
    """The smallest box around some boxes."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def inside(box: Box, words: Words) -> Flags:
    """Which words have their middle in a box."""
    x, y = (words.boxes[:, 0] + words.boxes[:, 2]) / 2, (words.boxes[:, 1] + words.boxes[:, 3]) / 2
    x0, top, x1, bottom = box
    result: Flags = (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
    return result
