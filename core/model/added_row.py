"""A row that a reader missed, as a person adds it to a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import orjson

from core.model.evidence import TYPED, Box

_NAME = re.compile(r"[0-9a-f]{8,32}")
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class AddedCell:
    """A cell of it: its column from 0, its text, and the page and box it was read from if one was drawn."""

    col: int
    text: str
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class AddedRow:
    """The filled cells of a row; ``name`` tells it from all others for ever, whatever is added beside it."""

    name: str
    cells: tuple[AddedCell, ...]

    def dump(self) -> str:
        """As the value of an edit."""
        cells = [[cell.col, cell.text, cell.page, cell.bbox] for cell in self.cells]
        return orjson.dumps({"row": self.name, "cells": cells}).decode()

    @classmethod
    def load(cls, value: str) -> Self:
        """The reverse of :meth:`dump`.

        Raises:
            ValueError: the value is no row.
        """
        try:
            raw = orjson.loads(value)
            made = cls(raw["row"], tuple(_cell(*each) for each in raw["cells"]))
            whole = bool(_NAME.fullmatch(made.name)) and _is_whole(made.cells)
        except (TypeError, KeyError) as error:
            raise ValueError("no row of a table") from error
        if not whole:
            raise ValueError("no row of a table")
        return made

    def path(self, col: int) -> str:
        """What stands for the place of a cell that was typed without a box."""
        return f"{TYPED}[{self.name}]/colonne[{col + 1}]"


def _cell(col: Any, text: Any, page: Any, bbox: Iterable[Any] | None) -> AddedCell:
    if bbox is None:
        return AddedCell(int(col), str(text))
    left, top, right, bottom = (float(side) for side in bbox)
    if not (left < right and top < bottom and int(page) > 0):
        raise ValueError("no box on a page")
    return AddedCell(int(col), str(text), int(page), (left, top, right, bottom))


def _is_whole(cells: tuple[AddedCell, ...]) -> bool:
    columns = {cell.col for cell in cells}
    inside = all(0 <= col < MOST_COLUMNS for col in columns)
    return bool(cells) and inside and len(columns) == len(cells) and all(cell.text for cell in cells)
