"""What people mended in the tables of a document, replayed on what is read in it now.

The law is that of corrections, cell by cell: the base is the text read when the edit was made, the human
text stands whatever is read later, and a third text is a conflict, told with all three. An edit is anchored
to a place of the document, not to a row and a column of a reading, which another engine may count otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.table import Cell, Table
from core.model.table_edit import MARKS, EditKind, TableEdit
from extractors.tables.marks import marked
from extractors.tables.places import Key, cell_at, evened


class Fate(StrEnum):
    """What became of an edit: replayed; replayed over a third text; its cell is no longer there."""

    PLAYED = "played"
    CONFLICT = "conflict"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Played:
    """One edit on the reading of now: ``read`` is the text at its place, empty where no cell is."""

    edit: TableEdit
    fate: Fate
    read: str


def replayed(tables: Sequence[Table], edits: Iterable[TableEdit]) -> tuple[tuple[Table, ...], list[Played]]:
    """The tables with the edits, and what became of each edit.

    Of two edits of one kind at one cell the later stands, whatever was mended elsewhere in between. A row
    that is none stays where it is: see :mod:`extractors.tables.touched_rows`.
    """
    found: dict[tuple[EditKind, Key], TableEdit] = {}
    played: list[Played] = []
    for edit in edits:
        key, cell = cell_at(tables, edit.anchor)
        if key is None or cell is None:
            played.append(Played(edit, Fate.LOST, ""))
            continue
        known = {evened(edit.base), evened(edit.value)} if edit.kind is EditKind.CELL else {evened(edit.base)}
        played.append(Played(edit, Fate.PLAYED if evened(cell.text) in known else Fate.CONFLICT, cell.text))
        found.pop((edit.kind, key), None)
        found[edit.kind, key] = edit
    return _apply(tables, found), played


def _apply(tables: Sequence[Table], found: dict[tuple[EditKind, Key], TableEdit]) -> tuple[Table, ...]:
    texts = {key: edit.value for (kind, key), edit in found.items() if kind is EditKind.CELL}
    starts = {key[:2] for kind, key in found if kind is EditKind.SPLIT}
    joined = {key[:2] for kind, key in found if kind is EditKind.JOIN}
    made: list[Table] = []
    for number, table in enumerate(tables):
        mended = replace(table, cells=tuple(_mended(number, cell, texts) for cell in table.cells))
        rows = sorted(row for of, row in starts if of == number)
        for part, first in _parts(mended, rows):
            last = max((cell.row for cell in part.cells), default=first)
            if made and any(of == number and first <= row <= last for of, row in joined):
                made[-1] = _behind(made[-1], part)
            else:
                made.append(part)
    none = [edit.anchor for (kind, _), edit in found.items() if kind is EditKind.NO_ROW]
    return marked(made, [edit for (kind, _), edit in found.items() if kind in MARKS], none)


def _mended(number: int, cell: Cell, texts: dict[Key, str]) -> Cell:
    return replace(cell, text=texts.get((number, cell.row, cell.col), cell.text))


def _parts(table: Table, rows: Sequence[int]) -> list[tuple[Table, int]]:
    """The pieces of a table cut before some of its rows, each with the row it begins with."""
    bounds = [0, *(row for row in rows if row > 0)]
    pieces = []
    for first, end in zip(bounds, [*bounds[1:], None], strict=True):
        cells = [cell for cell in table.cells if first <= cell.row and (end is None or cell.row < end)]
        cut = [
            cell if end is None else replace(cell, rowspan=min(cell.rowspan, end - cell.row))
            for cell in cells
        ]
        if cut:
            pieces.append((replace(table, cells=tuple(cut), page=cut[0].page or table.page), first))
    return pieces


def _behind(above: Table, table: Table) -> Table:
    """One table of two: the rows of the second follow those of the first."""
    first = min(cell.row for cell in table.cells)
    after = max(cell.row + cell.rowspan for cell in above.cells)
    moved = tuple(
        replace(cell, row=cell.row - first + after, page=None if cell.path else cell.page or table.page)
        for cell in table.cells
    )
    return replace(above, cells=(*above.cells, *moved), confidence=min(above.confidence, table.confidence))
