"""What an edit of a table stands on, and where that is in other bytes of the same document.

New bytes have new places, so an edit follows what was printed around it: a table with the same headings, a
row that says the same (or one known by its first cell), and in it the same text. Nothing is guessed: rows
that are alike are told apart by their order alone, where there are as many of them as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from core.model.added_row import AddedCell, AddedRow
from core.model.page import Page
from core.model.table import Cell, Table
from core.model.table_edit import SHAPES, Anchor, EditKind, TableEdit
from extractors.tables.places import anchor_of, cell_at, evened
from extractors.tables.shape import Shape, shape_of, shaping
from extractors.tables.shaped import Read

_STILL = 1.0
"""Points by which the sides of a column may have moved for a cut to be in the same place."""

Texts = dict[int, str]
"""Texts by column."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What stood around the cell of an edit: its table, its row, and the cells that were like it.

    ``names`` are the texts of the first row of the table, ``texts`` those of the row of the cell; ``known``
    are the texts of the cell that the edit fits. It was the one at ``order`` of ``count`` cells with such a
    row; ``keyed`` says that the first cell of the row names it. ``before``: the cell is one as read, of which
    other edits make another one. ``sides`` are left and right of the cell, in points.
    """

    edit: TableEdit
    number: int
    names: Texts
    texts: Texts
    col: int
    known: tuple[str, ...]
    is_first: bool
    before: bool = False
    sides: tuple[float, float] | None = None
    order: int = 0
    count: int = 1
    keyed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As JSON, whose keys are texts."""
        changed = {
            "edit": self.edit.as_dict(),
            "names": [*self.names.items()],
            "texts": [*self.texts.items()],
        }
        return {**{name: getattr(self, name) for name in self.__slots__}, **changed}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """The reverse of :meth:`as_dict`."""
        left, right = raw["sides"] or (0.0, 0.0)
        changed: dict[str, Any] = {
            "edit": TableEdit.from_dict(raw["edit"]),
            "names": dict(raw["names"]),
            "texts": dict(raw["texts"]),
            "known": tuple(raw["known"]),
            "sides": (left, right) if raw["sides"] else None,
        }
        return cls(**{**raw, **changed})

    @property
    def key(self) -> int | None:
        """The column whose text names the row; a text that a person changed names nothing."""
        mended = self.col if self.edit.kind is EditKind.CELL else None
        return next((col for col in sorted(self.texts) if col != mended and self.texts[col]), None)


@dataclass(frozen=True)
class Rows:
    """The rows of a table, found by what stands in a column."""

    table: Table

    @cached_property
    def cells(self) -> dict[int, dict[int, Cell]]:
        """The cells by row and column."""
        found: dict[int, dict[int, Cell]] = {}
        for cell in self.table.cells:
            found.setdefault(cell.row, {})[cell.col] = cell
        return found

    @cached_property
    def first(self) -> int:
        """The first row."""
        return min(self.cells, default=0)

    @cached_property
    def names(self) -> Texts:
        """The texts of the first row."""
        return {col: evened(cell.text) for col, cell in sorted(self.cells.get(self.first, {}).items())}

    @cached_property
    def _saying(self) -> dict[tuple[int, str], list[int]]:
        found: dict[tuple[int, str], list[int]] = {}
        for row, cells in sorted(self.cells.items()):
            for col, cell in cells.items():
                found.setdefault((col, evened(cell.text)), []).append(row)
        return found

    def text(self, row: int, col: int) -> str:
        """The text of a cell; "" where there is none."""
        cell = self.cells[row].get(col)
        return evened(cell.text) if cell else ""

    def has(self, texts: Mapping[int, str]) -> bool:
        """Whether a row says all that."""
        return any(all(self.text(row, col) == text for col, text in texts.items()) for row in self.cells)

    def alike(self, wanted: Mapping[int, str], col: int, known: Sequence[str]) -> list[Cell]:
        """The cells of a column with one of some texts, in rows with the wanted texts."""
        asked = [self._saying.get((at, text), []) for at, text in wanted.items() if text]
        asked.append([row for text in known for row in self._saying.get((col, text), [])])
        rarest = min(asked, key=len)
        return [
            self.cells[row][col]
            for row in sorted(rarest)
            if col in self.cells[row]
            and self.text(row, col) in known
            and all(self.text(row, at) == text for at, text in wanted.items())
        ]


def grounds_of(
    tables: Sequence[Table], edits: Sequence[TableEdit], pages: Sequence[Page] = ()
) -> list[Ground]:
    """What edits stand on, in their order; those whose cell is not there have none."""
    shapes, found = shaping(edits), {}
    shape = shape_of(tables, pages)
    for at, edit in shapes.items():
        key, cell = cell_at(shape.tables, edit.anchor)
        if key is not None and cell is not None:
            found[at] = _ground(_rows(shape.tables), key[0], cell, edit)
            shape.take(at, edit)
    read = Read.of(tables, shapes, pages)
    as_read, now = _rows(tables), _rows(read.now)
    for at, edit in enumerate(edits):
        place = None if edit.kind in SHAPES else read.place(edit, at)
        if place is not None:
            found[at] = _ground(as_read if place.before else now, place.key[0], place.cell, edit)
            found[at] = replace(found[at], before=place.before)
    return [found[at] for at in sorted(found)]


def places_of(
    tables: Sequence[Table], grounds: Iterable[Ground], pages: Sequence[Page] = ()
) -> dict[int, TableEdit]:
    """The edits at the places of their grounds, by number; an edit whose ground is gone is left out."""
    shape, others, found = shape_of(tables, pages), [], {}
    for at, ground in enumerate(grounds):
        if ground.edit.kind not in SHAPES:
            others.append(ground)
            continue
        place = _place(_rows(shape.tables), ground)
        edit = _there(ground, place, shape) if place else None
        if edit is not None and shape.take(at, edit) is not None:
            found[edit.id] = edit
    as_read, now = _rows(tables), _rows(shape.tables)
    for ground in others:
        place = _place(as_read if ground.before else now, ground)
        if place is not None:
            found[ground.edit.id] = replace(ground.edit, anchor=place)
    return found


def _there(ground: Ground, place: Anchor, shape: Shape) -> TableEdit | None:
    """The edit at its place in the new bytes; None where what it says of the page is no longer true."""
    edit = replace(ground.edit, anchor=place)
    if edit.kind is EditKind.COLUMN_CUT:
        return edit if _stands_still(ground.sides, place) else None
    return _row_there(edit, shape) if edit.kind is EditKind.ROW else edit


def _stands_still(sides: tuple[float, float] | None, place: Anchor) -> bool:
    if sides is None or place.bbox is None:
        return False
    return max(abs(sides[0] - place.bbox[0]), abs(sides[1] - place.bbox[2])) < _STILL


def _row_there(edit: TableEdit, shape: Shape) -> TableEdit | None:
    """An added row, unless the new bytes have it; a box that has other words now is no proof any more."""
    try:
        row = AddedRow.load(edit.value)
    except ValueError:
        return None
    said = {cell.col: evened(cell.text) for cell in row.cells}
    if any(rows.has(said) for rows in _rows(shape.tables)):
        return None
    cells = (
        cell if shape.printed(cell.page, cell.bbox) == said[cell.col] else AddedCell(cell.col, cell.text)
        for cell in row.cells
    )
    return replace(edit, value=AddedRow(row.name, tuple(cells)).dump())


def _rows(tables: Iterable[Table]) -> list[Rows]:
    return [Rows(table) for table in tables]


def _ground(rows: Sequence[Rows], number: int, cell: Cell, edit: TableEdit) -> Ground:
    mine = rows[number]
    read = evened(cell.text)
    human = [evened(edit.value)] if edit.kind is EditKind.CELL else []
    ground = Ground(
        edit=edit,
        number=number,
        names=mine.names,
        texts={col: mine.text(cell.row, col) for col in mine.names | mine.cells[cell.row]},
        col=cell.col,
        known=tuple(dict.fromkeys([read, evened(edit.base), *human])),
        is_first=cell.row == mine.first,
        sides=(cell.bbox[0], cell.bbox[2]) if cell.bbox else None,
    )
    like = _same_rows(rows, ground)
    ground = replace(ground, order=_order(like, cell), count=len(like))
    return replace(ground, keyed=len(_keyed(rows, ground)) == 1)


def _order(cells: Sequence[tuple[Table, Cell]], cell: Cell) -> int:
    return next((at for at, (_, each) in enumerate(cells) if each is cell), 0)


def _place(rows: Sequence[Rows], ground: Ground) -> Anchor | None:
    like = _same_rows(rows, ground)
    if not like and ground.keyed:
        like = _keyed(rows, ground)
        return anchor_of(*like[0]) if len(like) == 1 else None
    return anchor_of(*like[ground.order]) if len(like) == ground.count and like else None


def _same_rows(rows: Sequence[Rows], ground: Ground) -> list[tuple[Table, Cell]]:
    """The cells like that of a ground, in rows that say the same beside it."""
    found = []
    for each, columns in _same_tables(rows, ground):
        wanted = {columns[col]: text for col, text in ground.texts.items() if col != ground.col}
        like = each.alike(wanted, columns[ground.col], ground.known)
        found += [(each.table, cell) for cell in like if (cell.row == each.first) == ground.is_first]
    return found


def _keyed(rows: Sequence[Rows], ground: Ground) -> list[tuple[Table, Cell]]:
    """The cells like that of a ground, in rows whose first cell says the same.

    Where several rows have such a first cell, it names none of them.
    """
    key = ground.key
    if key is None or ground.is_first:
        return []
    named, found = 0, []
    for each, columns in _same_tables(rows, ground):
        text = ground.texts[key]
        named += len(each.alike({}, columns[key], [text]))
        like = each.alike({columns[key]: text}, columns[ground.col], ground.known)
        found += [(each.table, cell) for cell in like if cell.row != each.first]
    return found if named == 1 else []


def _same_tables(rows: Sequence[Rows], ground: Ground) -> Iterator[tuple[Rows, Mapping[int, int]]]:
    """The tables with the headings of a ground, and which column of theirs each of its columns is.

    Where no table has them, the one in the same place among as many columns.
    """
    found = [(each, columns) for each in rows if (columns := _columns(each.names, ground)) is not None]
    if not found and ground.number < len(rows) and not ground.is_first:
        there = rows[ground.number]
        if set(there.names) == set(ground.names):
            found = [(there, {col: col for col in ground.texts})]
    yield from found


def _columns(names: Texts, ground: Ground) -> Mapping[int, int] | None:
    mine = {col: text for col, text in ground.names.items() if not (ground.is_first and col == ground.col)}
    if all(names.get(col) == text for col, text in mine.items()) and len(names) == len(ground.names):
        return {col: col for col in ground.texts}
    printed = [text for text in names.values() if text]
    unique = all(text and printed.count(text) == 1 for text in mine.values())
    if not unique or len(set(mine.values())) < len(mine) or not mine.keys() >= ground.texts.keys():
        return None
    by_name = {text: col for col, text in names.items()}
    return {col: by_name[text] for col, text in mine.items()}
