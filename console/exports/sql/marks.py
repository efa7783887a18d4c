"""Rows as one run of bytes: each cell after a mark, the first of a row after another.

The marks are bytes that UTF-8 never has, so no text can hold one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import orjson

from console.exports.cells import BAR, as_text, escaped
from console.exports.sql.layout import is_list
from console.exports.sql.postgresql import MARK
from core.model.dataset import Column

ROW, CELL = b"\xfe", b"\xff"
QUOTE = b"\xfc"
"""A quotation mark of a cell of JSON that is already as CSV wants it: around the cell, and doubled in it."""


def marked_rows(
    rows: Sequence[tuple[Any, ...]],
    columns: Sequence[Column],
    separator: str,
    get: Callable[[str], dict[str, Any]],
) -> bytes:
    """Marked rows out of those of PostgreSQL, each its id and its text; ``get`` gives the values of a row.

    PostgreSQL marks a cell by a letter that a text may hold too: a row in which one does shows in its number
    of marks, and is written from its values.
    """
    return b"".join(
        _again(line) if line.count(MARK) == len(columns) else _of_values(columns, get(record), separator)
        for record, line in rows
    )


def _again(line: str) -> bytes:
    return ROW + line[1:].encode().replace(MARK.encode(), CELL)


def _of_values(columns: Sequence[Column], row: dict[str, Any], separator: str) -> bytes:
    return ROW + CELL.join(_cell(row.get(column.name), column, separator).encode() for column in columns)


def _cell(value: Any, column: Column, separator: str) -> str:
    """A list keeps the escapes of JSON, as in the rows of a database."""
    if is_list(column) and value:
        texts = (escaped(as_text(each)) if separator == BAR else as_text(each) for each in value)
        return separator.join(orjson.dumps(each).decode()[1:-1] for each in texts)
    return as_text(value)
