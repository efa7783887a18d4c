"""Rows that people have touched: those that are none, of which nothing is taken; those with a mended cell.

A row that is none stays in its table while that is read: the rows below would be counted otherwise, and
the ids that some sources make of those counts would change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from core.model.table import Cell, Said, Table

Row = tuple[int, int]
"""The number of a table, and of a row in it."""


@dataclass(frozen=True, slots=True)
class TouchedRows:
    """Some rows of a document, among all of its rows."""

    tables: Sequence[Table]
    rows: frozenset[Row]

    def has(self, number: int, row: int) -> bool:
        """Whether that row of that table is one of them."""
        return (number, row) in self.rows

    def hold(self, reading: Reading) -> bool:
        """Whether a reading was made of such a row: the row in which most of its values stand."""
        if not self.rows:
            return False
        rows = Counter(row for place in _places(reading) if (row := self._row(place)) is not None)
        return bool(rows) and rows.most_common(1)[0][0] in self.rows

    def _row(self, place: Evidence) -> Row | None:
        for number, table in enumerate(self.tables):
            for cell in table.cells:
                if stands_in(place, cell, table.page):
                    return number, cell.row
        return None


def touched_rows(tables: Sequence[Table], touches: Callable[[Said], bool]) -> TouchedRows:
    """The rows with a cell of which people say such a thing."""
    cells = ((number, cell) for number, table in enumerate(tables) for cell in table.cells)
    return TouchedRows(tables, frozenset((number, cell.row) for number, cell in cells if touches(cell.said)))


def stands_in(place: Evidence, cell: Cell, page: int) -> bool:
    """Whether a value was read in a cell; ``page`` is that of its table, for a cell without its own."""
    if place.path is not None:
        return place.path == cell.path
    if place.bbox is None or cell.bbox is None or place.page != (cell.page or page):
        return False
    x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
    return cell.bbox[0] <= x <= cell.bbox[2] and cell.bbox[1] <= y <= cell.bbox[3]


def _places(reading: Reading) -> Iterator[Evidence]:
    """One place for each column: that of its value, or of the first of its values."""
    for value in reading.values.values():
        if isinstance(value, Value):
            yield value.evidence
        elif value:
            first = value[0]
            yield first.evidence if isinstance(first, Value) else next(iter(first.values())).evidence
