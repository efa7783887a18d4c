"""What a person mended in a table of a document, as data: it is replayed whenever its bytes are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from core.model.evidence import Box


class EditKind(StrEnum):
    """What is done, at the cell that the edit is anchored to.

    ``cell`` gives the cell another text; ``no-row`` says that its row is no row of the table (a total, a
    heading printed again); ``split`` begins a new table with its row; ``join`` puts its table behind the one
    before; ``heading`` says that its row and all above it in the table are the heading; ``data`` that its
    row is no heading. ``columns`` makes one column of its column and the one before; ``column-cut`` cuts its
    column at an x of the page, which is the value, in points. ``row`` puts a row that was missed under its
    row: the value is a :class:`core.model.added_row.AddedRow`.
    """

    CELL = "cell"
    NO_ROW = "no-row"
    SPLIT = "split"
    JOIN = "join"
    HEADING = "heading"
    DATA = "data"
    COLUMNS = "columns"
    COLUMN_CUT = "column-cut"
    ROW = "row"


SHAPES = frozenset({EditKind.COLUMNS, EditKind.COLUMN_CUT, EditKind.ROW})
"""What makes other cells than those that were read: it comes before all that is said of cells."""

MARKS = frozenset({EditKind.HEADING, EditKind.DATA})
"""What is said of rows as headings: the later says it of the whole table."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a cell stands in the document, whatever row and column a reader counts.

    A box on a page in points, origin at the top left; in a format without positions, ``path``. One with
    neither is no place: that of an edit whose cell is not in the bytes that it was brought over to.
    """

    page: int | None = None
    bbox: Box | None = None
    path: str | None = None

    @property
    def placed(self) -> bool:
        """Whether it is a place."""
        return self.bbox is not None or self.path is not None

    def as_list(self) -> list[Any]:
        """As JSON: page, box, path."""
        return [self.page, self.bbox, self.path]

    @classmethod
    def from_list(cls, raw: Iterable[Any]) -> Self:
        """The reverse of :meth:`as_list`."""
        page, bbox, path = raw
        return cls(page, _box(bbox), path)


NOWHERE = Anchor()
"""No place."""


@dataclass(frozen=True, slots=True)
class TableEdit:
    """One edit: its cell, the text read there when it was made (``base``), and the human text (``value``)."""

    kind: EditKind
    anchor: Anchor
    base: str
    value: str = ""
    id: int = 0

    @property
    def slot(self) -> tuple[Any, ...]:
        """What a later edit must be alike in to take the place of this one: a row is added beside others.

        An edit without a place is alike to none.
        """
        if not self.anchor.placed:
            return (self.kind, self.id)
        return (self.kind, self.anchor, self.value) if self.kind is EditKind.ROW else (self.kind, self.anchor)

    def as_dict(self) -> dict[str, Any]:
        """As JSON, for the child process that reads the document."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "anchor": self.anchor.as_list(),
            "base": self.base,
            "value": self.value,
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """The reverse of :meth:`as_dict`."""
        anchor = Anchor.from_list(raw["anchor"])
        return cls(EditKind(raw["kind"]), anchor, raw["base"], raw["value"], int(raw["id"]))


def edits_of(raw: Iterable[Mapping[str, Any]] | None) -> tuple[TableEdit, ...]:
    """The edits among the arguments of a child process, oldest first."""
    return tuple(TableEdit.from_dict(each) for each in raw or ())


def _box(sides: Iterable[float] | None) -> Box | None:
    if sides is None:
        return None
    left, top, right, bottom = (float(side) for side in sides)
    return (left, top, right, bottom)
