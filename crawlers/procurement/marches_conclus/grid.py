"""The rows of a document's tables, with the lines that stand between them on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.model.document import Document
from core.model.evidence import Box, Evidence
from core.model.page import Line, Page
from core.model.reading import Value
from core.model.table import Cell, Table, added_name, marked_heading

LINE = -1


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its own cells by column, and those that reach into it from above.

    ``number`` counts the rows of a spreadsheet or of the tables of a page from 1, without those that people
    added, which have that of the row above; it is 0 in a PDF, where it would be a matter of layout. ``table``
    is LINE for a line outside of the tables.
    """

    number: int
    table: int
    cells: Mapping[int, Cell]
    above: Mapping[int, Cell]

    @property
    def added(self) -> str:
        """The name of a row that a person has added, empty for others."""
        return added_name(self.cells.values())

    @property
    def heading(self) -> bool | None:
        """What a person says of it: a heading row, none (False), nothing (None)."""
        return marked_heading(self.cells.values())

    def filled(self) -> list[Cell]:
        """The row's own cells that hold a text, each once."""
        return [cell for cell in self.cells.values() if cell.text]

    def text(self) -> str:
        """The words of the row."""
        return " ".join(cell.text for cell in self.filled())

    def path(self) -> str:
        """Where the row stands."""
        first = next(iter(self.cells.values()))
        return first.path.partition("/colonne")[0] if first.path else f"page[{first.page}]"


def value_of(cell: Cell) -> Value:
    """A cell as a value."""
    evidence = Evidence(lecture=cell.text, page=cell.page, bbox=cell.bbox, path=cell.path)
    return Value(cell.text, evidence, 1.0)


def rows_of(document: Document) -> Iterator[Row]:
    """The rows in reading order; a line of a page outside of its tables is a row of one cell."""
    rows: list[Row] = []
    for index, table in enumerate(document.tables):
        rows += _of_table(table, index, rows[-1].number if rows else 0)
    if not document.pages:
        yield from rows
        return
    lines = [row for page in document.pages for row in _outside(page, document.tables)]
    placed = [*_placed(rows), *((_place(line), line) for line in lines)]
    yield from (row for _, row in sorted(placed, key=lambda each: each[0]))


def _placed(rows: Sequence[Row]) -> Iterator[tuple[tuple[int, float], Row]]:
    """The rows of tables on pages, each after its place; an added row follows the one it was put under."""
    place = (0, 0.0)
    for row in rows:
        place = place if row.added else _place(row)
        yield place, replace(row, number=0)


def _of_table(table: Table, index: int, before: int) -> Iterator[Row]:
    reach: dict[int, tuple[int, Cell]] = {}
    added = 0
    for cells in table.rows():
        row = cells[0].row
        added += bool(added_name(cells))
        own = {cell.col: cell for cell in cells}
        above = {col: cell for col, (last, cell) in reach.items() if last >= row and col not in own}
        reach |= {cell.col: (cell.row + cell.rowspan - 1, cell) for cell in cells if cell.rowspan > 1}
        yield Row(before + row + 1 - added, index, own, above)


def _outside(page: Page, tables: Sequence[Table]) -> list[Row]:
    """The lines of a page that no table holds."""
    boxes = [cell.bbox for table in tables for cell in table.cells if cell.page == page.number and cell.bbox]
    free = [line for line in page.lines if not _held(line.bbox, boxes)]
    return [Row(0, LINE, {0: _as_cell(line, page.number)}, {}) for line in free]


def _held(box: Box, boxes: list[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(each[0] <= x <= each[2] and each[1] <= y <= each[3] for each in boxes)


def _as_cell(line: Line, page: int) -> Cell:
    return Cell(row=0, col=0, text=line.text, bbox=line.bbox, page=page)


def _place(row: Row) -> tuple[int, float]:
    cells = list(row.cells.values())
    return cells[0].page or 0, min((cell.bbox[1] for cell in cells if cell.bbox), default=0.0)
