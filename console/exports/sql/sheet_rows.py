"""Rows as rows of sheet XML: texts inline, so that none is ever a formula; nothing for what is unknown.

The database brackets each cell between marks, and whole batches of rows are turned into XML at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table

from console.exports.cells import as_text, list_text
from console.exports.sql.layout import LONGEST_CELL, is_list
from core.model.dataset import Column, Kind

_NUMBERS = (Kind.AMOUNT, Kind.NUMBER, Kind.INTEGER)
_TEXT, _TEXT_END, _NUMBER, _NUMBER_END = "\x1f", "\x1e", "\x1d", "\x1c"
_ROW = "\x19"
_TAGS = (
    (f"{_TEXT}{_TEXT_END}", "<c/>"),
    (f"{_NUMBER}{_NUMBER_END}", "<c/>"),
    (_TEXT, '<c t="inlineStr"><is><t>'),
    (_TEXT_END, "</t></is></c>"),
    (_NUMBER, "<c><v>"),
    (_NUMBER_END, "</v></c>"),
    (_ROW, "</row><row>"),
)
_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "_x000D_"))
_NO_MARKS = dict.fromkeys(map(ord, (_TEXT, _TEXT_END, _NUMBER, _NUMBER_END, _ROW)))
_LETTER_BY_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = bytes((*range(9), 11, 12, *range(14, 32)))
"""What XML 1.0 cannot say; U+FFFE and U+FFFF neither."""


def clause(dialect: Any, table: Table, columns: Sequence[Column], separator: str) -> ColumnElement[Any]:
    """What the database is asked for: the cells of a row, each between its marks."""
    between, end = [], ""
    for column in columns:
        between.append(end + (_NUMBER if _is_number(column) else _TEXT))
        end = _NUMBER_END if _is_number(column) else _TEXT_END
    cells = [dialect.text(column, table.c[column.name], separator) for column in columns]
    found: ColumnElement[Any] = dialect.joined("", between, end, cells)
    return found


def written(
    rows: Sequence[tuple[Any, ...]],
    columns: Sequence[Column],
    separator: str,
    get: Callable[[str], dict[str, Any]],
) -> bytes:
    """The rows of sheet XML; ``get`` gives the values of a row by its id."""
    numbers = sum(map(_is_number, columns))
    texts = len(columns) - numbers
    lists = any(map(is_list, columns))
    lines = [
        _bracketed(columns, get(record), separator)
        if line.count(_TEXT) != texts
        or line.count(_TEXT_END) != texts
        or line.count(_NUMBER) != numbers
        or line.count(_NUMBER_END) != numbers
        or _ROW in line
        or len(line) > LONGEST_CELL
        or (lists and "\\" in line)
        else line
        for record, line in rows
    ]
    return b"<row>" + _tagged(_ROW.join(lines)) + b"</row>"


def _tagged(text: str) -> bytes:
    """Marks as tags, letters escaped for XML, and for Excel, which reads ``_x000D_`` as a letter."""
    if "_x" in text:
        text = _LETTER_BY_CODE.sub("_x005F_", text)
    for letter, entity in _ESCAPED:
        if letter in text:
            text = text.replace(letter, entity)
    for mark, tag in _TAGS:
        text = text.replace(mark, tag)
    return _without_noncharacters(text.encode().translate(None, _FORBIDDEN))


def _without_noncharacters(data: bytes) -> bytes:
    for letter in ("\ufffe".encode(), "\uffff".encode()):
        if letter in data:
            data = data.replace(letter, b"")
    return data


def _bracketed(columns: Sequence[Column], row: dict[str, Any], separator: str) -> str:
    """The cells of a row between their marks, from its values."""
    return "".join(_cell(column, row.get(column.name), separator) for column in columns)


def _cell(column: Column, value: Any, separator: str) -> str:
    text = as_text(value)
    if is_list(column) and value:
        text = list_text(map(as_text, value), separator)
    if _is_number(column):
        return f"{_NUMBER}{text}{_NUMBER_END}"
    return f"{_TEXT}{text[:LONGEST_CELL].translate(_NO_MARKS)}{_TEXT_END}"


def _is_number(column: Column) -> bool:
    return column.kind in _NUMBERS and not column.many
