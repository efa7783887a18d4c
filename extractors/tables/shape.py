"""Tables whose columns people have joined or cut, and to which they have added rows.

What is said of single cells is then said of those that come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from core.model.added_row import AddedRow
from core.model.evidence import Box
from core.model.page import Page
from core.model.table import Cell, Table
from core.model.table_edit import SHAPES, EditKind, TableEdit
from extractors.tables.added_rows import add_row
from extractors.tables.cut_columns import Words, cut_column, text_of, words_in, words_of
from extractors.tables.joined_columns import join_columns
from extractors.tables.places import Key, cell_at


@dataclass(slots=True)
class Shape:
    """The tables of a document while they are given their shape, one edit after the other.

    ``joined`` is the number, in their order, of the last edit that joined the cell of a path with another;
    ``divided`` are the cells that were cut in two, with the page each stands on; ``added`` the rows that were
    put in, each by the number of its table and its own.
    """

    tables: list[Table]
    words: Words = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    divided: list[tuple[int, Cell]] = field(default_factory=list)
    added: list[tuple[int, int]] = field(default_factory=list)

    def take(self, at: int, edit: TableEdit) -> str | None:
        """Do what an edit says.

        Returns:
            The text at its place; None where that is not there, or does not allow it.
        """
        key, cell = cell_at(self.tables, edit.anchor)
        if key is None or cell is None or not _DOES[edit.kind](self, key, at, edit):
            return None
        return cell.text

    def _join(self, key: Key, at: int, _edit: TableEdit) -> bool:
        number, _, col = key
        if col > 0:
            self.tables[number], joined = join_columns(self.tables[number], col, self.words)
            self.joined |= {cell.path: at for cell in joined if cell.path}
        return col > 0

    def _cut(self, key: Key, _at: int, edit: TableEdit) -> bool:
        number, _, col = key
        made = cut_column(self.tables[number], col, x_of(edit), self.words)
        if made is not None:
            page = self.tables[number].page
            self.tables[number], divided = made
            self.divided += [(cell.page or page, cell) for cell in divided]
        return made is not None

    def _add(self, key: Key, _at: int, edit: TableEdit) -> bool:
        number, row, _ = key
        try:
            made = add_row(self.tables[number], row, AddedRow.load(edit.value))
        except ValueError:
            return False
        if made is not None:
            self.tables[number] = made
            self.added.append((number, row + 1))
        return made is not None

    def printed(self, page: int | None, box: Box | None) -> str | None:
        """The words in a box, as one text; None without a box."""
        if page is None or box is None:
            return None
        return text_of(words_in(Cell(0, 0, "", bbox=box), page, self.words))

    def moved(self, key: Key) -> Key:
        """Where a row as read is now."""
        number, row, col = key
        for of, added in self.added:
            row += of == number and added <= row
        return number, row, col


_DOES: dict[EditKind, Callable[[Shape, Key, int, TableEdit], bool]] = {
    EditKind.COLUMNS: Shape._join,
    EditKind.COLUMN_CUT: Shape._cut,
    EditKind.ROW: Shape._add,
}


def shaping(edits: Sequence[TableEdit]) -> dict[int, TableEdit]:
    """The edits that give tables their shape, by their number in their order.

    Of two of one kind at one place the later stands.
    """
    last = {edit.slot: at for at, edit in enumerate(edits) if edit.kind in SHAPES}
    return {at: edit for at, edit in enumerate(edits) if last.get(edit.slot) == at}


def x_of(edit: TableEdit) -> float:
    """Where an edit cuts a column, in points; a value that is no number cuts nowhere."""
    try:
        return float(edit.value)
    except ValueError:
        return float("nan")


def shape_of(tables: Sequence[Table], pages: Iterable[Page]) -> Shape:
    """The tables as read, to be given their shape."""
    return Shape(list(tables), words_of(pages))
