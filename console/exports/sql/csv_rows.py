"""Pieces of rows as lines of CSV (RFC 4180), formulas guarded.

Most rows need nothing but delimiters in the place of marks. Those that hold a letter which must be treated
are found in a whole batch at once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from console.exports.cells import guarded_text
from console.exports.sql.layout import Layout
from console.exports.sql.pieces import MARK, Piece, cells_of, from_row
from core.model.dataset import Kind

_NUMBERS = (Kind.AMOUNT, Kind.NUMBER, Kind.INTEGER)
"""A negative number is no formula."""

_FORMULA = re.compile(f"{MARK}[=+@\t\r-]")

Get = Callable[[str], dict[str, Any]]


def written(rows: Sequence[tuple[Any, ...]], of: Sequence[Piece], layout: Layout, get: Get) -> str:
    """The lines of rows, each its id and its pieces; ``get`` gives the values of a row by its id."""
    columns = []
    for at, piece in enumerate(of, start=1):
        texts = [row[at] for row in rows]
        if piece.is_json:
            columns.append([_in_quotes(text) for text in texts])
        else:
            columns.append(_runs(texts, rows, piece, layout, get))
    lines = columns[0] if len(columns) == 1 else map(layout.delimiter.join, zip(*columns, strict=True))
    return "\r\n".join([*lines, ""])


def _runs(
    texts: Sequence[str], rows: Sequence[tuple[Any, ...]], piece: Piece, layout: Layout, get: Get
) -> list[str]:
    delimiter = layout.delimiter
    done = [text[1:].replace(MARK, delimiter) for text in texts]
    ends = list(accumulate(map(len, texts)))
    whole = "".join(texts)
    for at in _holding(whole, ends, ('"', delimiter, "\n", "\r")):
        done[at] = delimiter.join([_quoted(cell, delimiter) for cell in texts[at][1:].split(MARK)])
    strange = {bisect_right(ends, found.start()) for found in _FORMULA.finditer(whole)}
    if piece.has_lists:
        strange |= _holding(whole, ends, ("\\",))
    if whole.count(MARK) != len(texts) * len(piece.columns):
        strange |= {at for at, text in enumerate(texts) if text.count(MARK) != len(piece.columns)}
    for at in strange:
        done[at] = _treated(rows[at][0], texts[at], piece, layout, get)
    return done


def _holding(whole: str, ends: Sequence[int], parts: Sequence[str]) -> set[int]:
    """The rows that hold one of some texts, given all rows together and where each ends."""
    found: set[int] = set()
    for part in parts:
        at = whole.find(part)
        while at >= 0:
            row = bisect_right(ends, at)
            found.add(row)
            at = whole.find(part, ends[row])
    return found


def _treated(record: str, text: str, piece: Piece, layout: Layout, get: Get) -> str:
    clean = text.count(MARK) == len(piece.columns)
    cells = cells_of(piece, text) if clean else from_row(piece, get(record), layout.separator)
    return layout.delimiter.join(
        _quoted(cell if column.kind in _NUMBERS and not column.many else guarded_text(cell), layout.delimiter)
        for column, cell in zip(piece.columns, cells, strict=True)
    )


def _in_quotes(text: str | None) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def _quoted(text: str, delimiter: str) -> str:
    if '"' in text or delimiter in text or "\n" in text or "\r" in text:
        return _in_quotes(text)
    return text
