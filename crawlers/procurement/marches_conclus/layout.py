"""Which column holds which field, as the heading row says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.model.source import Accounted, Unmapped
from core.model.table import Cell
from crawlers.forms.accounts import account_columns
from crawlers.procurement.marches_conclus.grid import LINE, Row
from crawlers.procurement.marches_conclus.headings import IGNORED, field_of, preference
from crawlers.procurement.marches_conclus.titles import read_title
from crawlers.procurement.marches_conclus.words import has_amount, has_date, plain

LEAST_KNOWN = 0.6
"""Share of the filled cells of a heading row that must be headings: buyers add columns of their own."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The heading cell of each column; ``fields`` has one column for each field that is read.

    Of several columns for a field (dates of dispatch and of notification) the one that suits best is read.
    """

    table: int
    headings: Mapping[int, Cell]
    fields: Mapping[str, int]
    unknown: frozenset[int] = field(default_factory=frozenset)

    def heading(self, name: str) -> str:
        """The heading of a field, as printed."""
        return self.headings[self.fields[name]].text if name in self.fields else ""

    def account(self) -> Iterator[Unmapped | Accounted]:
        """What becomes of each column; those of a field that another column suits better are set aside."""
        read = set(self.fields.values())
        aside = self.headings.keys() - read - self.unknown
        columns = (read, aside, self.unknown)
        yield from account_columns(*([self.headings[each].text for each in sorted(some)] for some in columns))

    def cell(self, row: Row, name: str) -> Cell | None:
        """The filled cell of a row for a field, its own or one that reaches into it from above."""
        if name not in self.fields:
            return None
        column = self.fields[name]
        found = self.placed(row).get(column) or row.above.get(column)
        return found if found and found.text else None

    def placed(self, row: Row) -> Mapping[int, Cell]:
        """The row's own cells by column of this layout; in another table of the page by their position."""
        if row.table == self.table or not all(cell.bbox for cell in self.headings.values()):
            return row.cells
        return {self._nearest(cell): cell for cell in row.filled()}

    def _nearest(self, cell: Cell) -> int:
        return max(self.headings, key=lambda column: _overlap(self.headings[column], cell))


def _overlap(heading: Cell, cell: Cell) -> float:
    """Width shared by two cells; where none is, the distance between them, negative."""
    if heading.bbox is None or cell.bbox is None:
        return 0.0
    return min(heading.bbox[2], cell.bbox[2]) - max(heading.bbox[0], cell.bbox[0])


def read_layout(row: Row, below: Row | None) -> Layout | None:
    """The layout that a heading row gives, with the row below it where headings have two lines; else None."""
    if row.table == LINE or row.heading is False:
        return None
    cells = _spread(row)
    if not _is_heading_row(cells):
        return None
    if below is not None and is_second_line(row, below):
        cells = _merged(cells, _spread(below))
    return _layout(row.table, cells)


def marked_layout(rows: Sequence[Row]) -> Layout:
    """The layout of rows that a person says are the heading, whatever their words."""
    cells = _spread(rows[0])
    for row in rows[1:]:
        cells = _merged(cells, _spread(row))
    return _layout(rows[0].table, cells)


def is_second_line(row: Row, below: Row) -> bool:
    """Whether the row below parts the headings of a heading row ("Titulaire" into "Nom", "Code postal").

    All its cells are headings, and at least one stands under nothing or under a heading wider than itself.
    """
    cells = below.filled()
    if (
        below.heading is False
        or below.table != row.table
        or len(cells) < 2
        or not all(_is_heading(cell) for cell in cells)
    ):
        return False
    return any(_is_part(_over(row, cell), cell) for cell in cells)


def _over(row: Row, cell: Cell) -> Cell | None:
    """The filled heading over a cell of the row below."""
    return next((each for each in row.filled() if each.col <= cell.col < each.col + each.colspan), None)


def _is_part(over: Cell | None, cell: Cell) -> bool:
    return over is None or over.colspan > cell.colspan


def _spread(row: Row) -> dict[int, Cell]:
    """The filled cells, a merged one under each column it spans."""
    return {col: cell for cell in row.filled() for col in range(cell.col, cell.col + cell.colspan)}


def _merged(upper: Mapping[int, Cell], lower: Mapping[int, Cell]) -> dict[int, Cell]:
    """The headings of two lines: a part says itself what it holds, a continuation goes on from above."""
    found = dict(upper)
    for column, cell in lower.items():
        over = upper.get(column)
        goes_on = over is not None and over.colspan == cell.colspan and not _has_gap(upper, column)
        found[column] = replace(cell, text=f"{over.text} {cell.text}") if over and goes_on else cell
    return found


def _has_gap(upper: Mapping[int, Cell], column: int) -> bool:
    """Whether a spreadsheet, which cannot merge cells, leaves the columns after a heading to it."""
    return column + 1 not in upper and any(each > column for each in upper)


def _is_heading_row(cells: Mapping[int, Cell]) -> bool:
    distinct = list({id(cell): cell for cell in cells.values()}.values())
    known = [cell for cell in distinct if _is_heading(cell)]
    fields = {field_of(cell.text) for cell in known} - IGNORED
    enough = len(known) >= max(2, LEAST_KNOWN * len(distinct))
    return enough and "objet" in fields and bool(fields & {"titulaire", "montant"})


def _is_heading(cell: Cell) -> bool:
    if has_date(cell.text) or _is_figure(cell.text) or read_title(cell.text).bracket:
        return False
    return field_of(cell.text) is not None


def _is_figure(text: str) -> bool:
    return has_amount(text) and not any(char.isalpha() for char in plain(text))


def _layout(table: int, cells: Mapping[int, Cell]) -> Layout:
    columns: dict[str, list[int]] = {}
    unknown = set()
    for column in sorted(cells):
        name = field_of(cells[column].text)
        if name is None:
            unknown.add(column)
        elif name not in IGNORED:
            columns.setdefault(name, []).append(column)
    fields = {name: _best(name, found, cells) for name, found in columns.items()}
    return Layout(table, cells, fields, frozenset(unknown))


def _best(name: str, columns: list[int], cells: Mapping[int, Cell]) -> int:
    """Of several columns for a field the first with the surest words."""
    return min(columns, key=lambda column: (preference(name, cells[column].text), column))
