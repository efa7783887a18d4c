"""What people mended in the tables of a document, replayed on what is read in it now.

The law is that of corrections, cell by cell: the base is the text read when the edit was made, the human
text stands whatever is read later, and a third text is a conflict, told with all three. An edit is anchored
to a place of the document, not to a row and a column of a reading, which another engine may count otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.page import Page
from core.model.table import Cell, Table
from core.model.table_edit import MARKS, NOWHERE, SHAPES, Anchor, EditKind, TableEdit
from extractors.tables.marks import marked
from extractors.tables.places import Key, anchor_of, evened
from extractors.tables.shape import shaping
from extractors.tables.shaped import Read, shaped


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


def replayed(
    tables: Sequence[Table], edits: Iterable[TableEdit], pages: Sequence[Page] = ()
) -> tuple[tuple[Table, ...], list[Played]]:
    """The tables with the edits, and what became of each edit, in their order.

    What joins and cuts columns comes first; the rest is said of the cells that it makes. Of two edits of one
    kind at one cell the later stands, whatever was mended elsewhere in between. A row that is none stays
    where it is: see :mod:`extractors.tables.touched_rows`. ``pages`` have the words by which cells are cut.
    """
    known = tuple(edits)
    shapes = shaping(known)
    read = Read.of(tables, shapes, pages)
    found: dict[tuple[EditKind, Key], tuple[TableEdit, Cell]] = {}
    before: dict[Key, tuple[TableEdit, Cell]] = {}
    fates: dict[int, tuple[Fate, str]] = {}
    for at, edit in enumerate(known):
        if edit.kind in SHAPES:
            fates[at] = _fate(edit, read.shaped.get(edit.slot))
            continue
        place = read.place(edit, at)
        fates[at] = _fate(edit, place.cell.text if place else None)
        if place is None:
            continue
        if place.before and edit.kind is EditKind.CELL:
            before.pop(place.key, None)
            before[place.key] = edit, place.cell
        else:
            found.pop((edit.kind, place.key), None)
            found[edit.kind, place.key] = edit, place.cell
    mended = shaped(_mended(tables, before), shapes, pages).tables if before else read.now
    return _apply(mended, found), [Played(edit, *fates[at]) for at, edit in enumerate(known)]


def _fate(edit: TableEdit, read: str | None) -> tuple[Fate, str]:
    if read is None:
        return Fate.LOST, ""
    known = {evened(edit.base)} | ({evened(edit.value)} if edit.kind is EditKind.CELL else set())
    return Fate.PLAYED if evened(read) in known else Fate.CONFLICT, read


def _apply(
    tables: Sequence[Table], found: Mapping[tuple[EditKind, Key], tuple[TableEdit, Cell]]
) -> tuple[Table, ...]:
    texts = {key: each for (kind, key), each in found.items() if kind is EditKind.CELL}
    aside = {key[:2] for kind, key in found if kind is EditKind.NO_ROW}
    starts = {key[:2] for kind, key in found if kind is EditKind.SPLIT}
    joined = {key[:2] for kind, key in found if kind is EditKind.JOIN}
    made: list[Table] = []
    for number, table in enumerate(_mended(tables, texts)):
        rows = sorted(row for of, row in starts if of == number)
        for part, first in _parts(_aside(table, {row for of, row in aside if of == number}), rows):
            last = max((cell.row for cell in part.cells), default=first)
            if made and any(of == number and first <= row <= last for of, row in joined):
                made[-1] = _behind(made[-1], part)
            else:
                made.append(part)
    marks = [
        replace(edit, anchor=_anchor_in(tables[key[0]], key[1]))
        for (kind, key), (edit, _) in found.items()
        if kind in MARKS
    ]
    return marked(made, marks)


def _anchor_in(table: Table, row: int) -> Anchor:
    """A place in a row."""
    anchors = (anchor_of(table, cell) for cell in table.cells if cell.row == row)
    return next((anchor for anchor in anchors if anchor.placed), NOWHERE)


def _mended(tables: Sequence[Table], texts: Mapping[Key, tuple[TableEdit, Cell]]) -> list[Table]:
    """The tables with human texts in the place of those read."""
    made = list(tables)
    for number in {key[0] for key in texts}:
        cells = (_with_text(cell, texts.get((number, cell.row, cell.col))) for cell in tables[number].cells)
        made[number] = replace(tables[number], cells=tuple(cells))
    return made


def _with_text(cell: Cell, made: tuple[TableEdit, Cell] | None) -> Cell:
    if made is None:
        return cell
    edit, read = made
    disputed = cell.said.disputed or _fate(edit, read.text)[0] is Fate.CONFLICT
    return replace(cell, text=edit.value, said=replace(cell.said, mended=True, disputed=disputed))


def _aside(table: Table, rows: set[int]) -> Table:
    if not rows:
        return table
    cells = (
        replace(cell, said=replace(cell.said, aside=True)) if cell.row in rows else cell
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


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
