"""Tables as read and as people have shaped them, and where an edit stands in the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from core.model.evidence import Box
from core.model.page import Page
from core.model.table import Cell, Table
from core.model.table_edit import EditKind, TableEdit
from extractors.tables.places import Key, best_at
from extractors.tables.shape import Shape, shape_of


class Place(NamedTuple):
    """Where an edit stands: its row in the tables as shaped, and its cell there.

    ``before`` says that the cell is one as read, of which the shape makes another.
    """

    key: Key
    cell: Cell
    before: bool


@dataclass(frozen=True, slots=True)
class Read:
    """The tables of a document before and after they were given their shape, without human texts.

    ``shaped`` is, by its slot, the text at the place of each edit that did so, None where it could not.
    """

    tables: Sequence[Table]
    now: Sequence[Table]
    shape: Shape | None = None
    shaped: Mapping[tuple[Any, ...], str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Sequence[Table], shapes: Mapping[int, TableEdit], pages: Sequence[Page]) -> Self:
        """The tables with the edits that give them their shape."""
        if not shapes:
            return cls(tables, tables)
        shape = shape_of(tables, pages)
        texts = {edit.slot: shape.take(at, edit) for at, edit in shapes.items()}
        return cls(tables, shape.tables, shape, texts)

    def place(self, edit: TableEdit, at: int) -> Place | None:
        """Where the edit of that number stands.

        One that was made before the shape stands at a cell as read. Its row is that of the shape; its text
        goes the way of the cell, unless that was divided, which leaves it nowhere.
        """
        now = best_at(self.now, edit.anchor)
        read = best_at(self.tables, edit.anchor) if self.shape else None
        is_joined = self.shape is not None and at < self.shape.joined.get(edit.anchor.path or "", -1)
        if now and (read is None or (now[0] >= read[0] and not is_joined)):
            return Place(now[1], now[2], before=False)
        if read is None or self.shape is None:
            return None
        _, key, cell = read
        if edit.kind is EditKind.CELL and self._is_divided(cell, key):
            return None
        return Place(key if edit.kind is EditKind.CELL else self.shape.moved(key), cell, before=True)

    def _is_divided(self, cell: Cell, key: Key) -> bool:
        if self.shape is None or cell.bbox is None:
            return False
        page = cell.page or self.tables[key[0]].page
        x, y = (cell.bbox[0] + cell.bbox[2]) / 2, (cell.bbox[1] + cell.bbox[3]) / 2
        return any(on == page and each.bbox and _holds(each.bbox, x, y) for on, each in self.shape.divided)


def shaped(tables: Sequence[Table], shapes: Mapping[int, TableEdit], pages: Sequence[Page]) -> Shape:
    """The tables after the edits that give them their shape."""
    shape = shape_of(tables, pages)
    for at, edit in shapes.items():
        shape.take(at, edit)
    return shape


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
