"""What an edit of a table stands on, and where that is in other bytes of the same document.

New bytes have new places, so an edit follows what was printed around it: a table with the same headings, a
row that says the same (or one known by its first cell), and in it the same text. Nothing is guessed: rows
that are alike are told apart by their order alone, where there are as many of them as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Self

from core.model.table import Cell, Table
from core.model.table_edit import Anchor, EditKind, TableEdit
from extractors.tables.places import anchor_of, cell_at, evened

Texts = dict[int, str]
"""Texts by column."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What stood around the cell of an edit: its table, its row, and the cells that were like it.

    ``names`` are the texts of the first row of the table, ``texts`` those of the row of the cell; ``known``
    are the texts of the cell that the edit fits. It was the one at ``order`` of ``count`` cells with such a
    row; ``keyed`` says that the first cell of the row names it.
    """

    kind: EditKind
    number: int
    names: Texts
    texts: Texts
    col: int
    known: tuple[str, ...]
    is_first: bool
    order: int = 0
    count: int = 1
    keyed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As JSON, whose keys are texts."""
        return {**asdict(self), "names": list(self.names.items()), "texts": list(self.texts.items())}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """The reverse of :meth:`as_dict`."""
        changed = {"kind": EditKind(raw["kind"]), "known": tuple(raw["known"])}
        return cls(**{**raw, **changed, "names": dict(raw["names"]), "texts": dict(raw["texts"])})

    @property
    def key(self) -> int | None:
        """The column whose text names the row; a text that a person changed names nothing."""
        free = (col for col in sorted(self.texts) if self.kind is not EditKind.CELL or col != self.col)
        return next((col for col in free if self.texts[col]), None)


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


def grounds_of(tables: Sequence[Table], edits: Sequence[TableEdit]) -> dict[int, Ground]:
    """What each edit stands on, by its number; those whose cell is not there have none."""
    rows = [Rows(table) for table in tables]
    found = {}
    for edit in edits:
        key, cell = cell_at(tables, edit.anchor)
        if key is not None and cell is not None:
            found[edit.id] = _ground(rows, key[0], cell, edit)
    return found


def places_of(tables: Sequence[Table], grounds: Mapping[int, Ground]) -> dict[int, Anchor]:
    """Where the cell of each edit is; those whose ground is gone, or stands more than once, have no place."""
    rows = [Rows(table) for table in tables]
    found = {}
    for number, ground in grounds.items():
        place = _place(rows, ground)
        if place is not None:
            found[number] = place
    return found


def _ground(rows: Sequence[Rows], number: int, cell: Cell, edit: TableEdit) -> Ground:
    mine = rows[number]
    read = evened(cell.text)
    human = [evened(edit.value)] if edit.kind is EditKind.CELL else []
    ground = Ground(
        kind=edit.kind,
        number=number,
        names=mine.names,
        texts={col: mine.text(cell.row, col) for col in mine.names | mine.cells[cell.row]},
        col=cell.col,
        known=tuple(dict.fromkeys([read, evened(edit.base), *human])),
        is_first=cell.row == mine.first,
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
