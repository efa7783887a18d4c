"""A table as read from a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.model.evidence import Box


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of a cell and its row, beside the text.

    ``heading``: the row is of the heading, or (False) is none. ``aside``: it is no row. ``mended``: the text
    is that of a person; ``disputed``: the document says another thing now. ``added`` is the name of a row
    that a person has added, empty for those that were read.
    """

    heading: bool | None = None
    aside: bool = False
    mended: bool = False
    disputed: bool = False
    added: str = ""


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``row`` and ``col`` count from 0, a merged cell spans more than one of them.

    ``page`` is the page the cell stands on, which differs from the page of the table where a table goes on
    over a page break. ``bbox`` is None in a format without positions (CSV, HTML); ``path`` then says where.
    ``said`` is what people say of it.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    bbox: Box | None = None
    page: int | None = None
    path: str | None = None
    said: Said = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in reading order, the strategy that found them and how sure it is (0 to 1)."""

    page: int
    bbox: Box | None
    strategy: str
    confidence: float
    cells: tuple[Cell, ...]

    def rows(self) -> Iterator[list[Cell]]:
        """The cells by row, each row in column order; a merged cell stands in its first row only."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in sorted(by_row):
            yield sorted(by_row[row], key=lambda cell: cell.col)


def added_name(cells: Iterable[Cell]) -> str:
    """The name of the row of some cells, if a person has added it; else empty."""
    return next((cell.said.added for cell in cells if cell.said.added), "")


def marked_heading(cells: Iterable[Cell]) -> bool | None:
    """What a person says of the row of some cells: a heading, none (False), nothing (None)."""
    marks = {cell.said.heading for cell in cells}
    return False if False in marks else True if marks == {True} else None
