"""Rows as pieces of text: runs of plain cells, and cells of JSON by themselves.

A database joins cells faster than Python does, and Python sees faster than a database whether a text holds a
letter that must be treated. So a run is one text, each cell after :data:`MARK`; a text that holds the mark
itself shows in its count, and that row is written from its values instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Table, Text, type_coerce

from console.exports.cells import as_text
from console.exports.sql.layout import is_json, is_list
from core.model.dataset import Column

MARK = "\x1f"


@dataclass(frozen=True, slots=True)
class Piece:
    """Columns of which the cells are one text; a column of JSON is alone, without the mark."""

    columns: tuple[Column, ...]

    @property
    def is_json(self) -> bool:
        """Whether it is a cell of JSON."""
        return is_json(self.columns[0])

    @property
    def has_lists(self) -> bool:
        """Whether a cell is a list."""
        return any(map(is_list, self.columns))


def pieces(columns: Sequence[Column]) -> list[Piece]:
    """The pieces of a row."""
    found: list[list[Column]] = []
    for column in columns:
        if not found or is_json(column) or is_json(found[-1][0]):
            found.append([])
        found[-1].append(column)
    return [Piece(tuple(each)) for each in found]


def clauses(dialect: Any, table: Table, of: Sequence[Piece], separator: str) -> list[ColumnElement[Any]]:
    """What the database is asked for, a clause a piece."""
    return [
        type_coerce(table.c[each.columns[0].name], Text)
        if each.is_json
        else dialect.joined(
            "",
            [MARK] * len(each.columns),
            "",
            [dialect.text(column, table.c[column.name], separator) for column in each.columns],
        )
        for each in of
    ]


def cells_of(piece: Piece, text: str) -> list[str]:
    """The cells of a run, each as its readers see it."""
    found = text.split(MARK)[1:]
    return [
        unescaped(cell) if "\\" in cell and is_list(column) else cell
        for column, cell in zip(piece.columns, found, strict=True)
    ]


def unescaped(text: str) -> str:
    """A list without the escapes of JSON."""
    return str(orjson.loads(f'"{text}"'))


def from_row(piece: Piece, row: dict[str, Any], separator: str) -> list[str]:
    """The cells of a run, from the values of the row."""
    return [_joined(row.get(column.name), column, separator) for column in piece.columns]


def _joined(value: Any, column: Column, separator: str) -> str:
    if is_list(column) and value:
        return separator.join(as_text(each) for each in value)
    return as_text(value)
