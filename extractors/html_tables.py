"""The tables of an HTML page, merged cells placed as browsers place them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bs4.element import Tag

from core.errors import LimitExceeded
from core.model.table import Cell, Table
from extractors.html_soup import visible_text

MAX_CELLS = 500_000
MAX_SPAN = 1_000
"""The HTML standard clamps colspan to 1000."""

Path = Callable[[Tag], str]


def read_tables(root: Tag, path_of: Path) -> tuple[Table, ...]:
    """Each table of the page, outer before inner; an inner table is also text of the cell around it.

    Raises:
        LimitExceeded: the tables have too many cells.
    """
    left = MAX_CELLS
    tables = []
    for element in root.find_all("table"):
        cells = tuple(_cells(element, path_of, left))
        left -= len(cells)
        if cells:
            tables.append(Table(page=1, bbox=None, strategy="html", confidence=1.0, cells=cells))
    return tuple(tables)


def _cells(table: Tag, path_of: Path, left: int) -> Iterator[Cell]:
    held: dict[int, int] = {}
    """For each column, the first row that no cell from above reaches."""
    for row, element in enumerate(_rows(table)):
        col = 0
        for cell in element.find_all(["td", "th"], recursive=False):
            while held.get(col, 0) > row:
                col += 1
            rowspan, colspan = _span(cell, "rowspan"), _span(cell, "colspan")
            left -= colspan
            if left < 0:
                raise LimitExceeded(f"the tables of the page have more than {MAX_CELLS} cells")
            held.update(dict.fromkeys(range(col, col + colspan), row + rowspan))
            yield Cell(row, col, visible_text([cell]), rowspan, colspan, path=path_of(cell))
            col += colspan


def _rows(table: Tag) -> Iterator[Tag]:
    """The rows of the table itself, in order, without those of tables inside it."""
    for row in table.find_all("tr"):
        if row.find_parent("table") is table:
            yield row


def _span(cell: Tag, name: str) -> int:
    """A span as browsers read it: 1 where it is no positive number; rowspan 0 is read as 1."""
    text = str(cell.get(name, "")).strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 1
