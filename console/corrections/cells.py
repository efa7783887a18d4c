"""A value of a dataset as the cell of a sheet, and back."""

from __future__ import annotations

from typing import Any

import orjson

from console.corrections.sheet import NOTHING
from console.corrections.untaken import Untaken
from console.exports.cells import as_text, listed
from core.model.dataset import Column, Kind
from core.storage.plain import native, plain
from normalizers.kinds import read_value


def cell_of(column: Column, value: Any) -> str:
    """The cell of a value in JSON form; nothing for what the document does not say."""
    return as_text(value if column.many else native(column, value))


def value_of(column: Column, cell: str) -> Any:
    """The JSON form of what a person typed, read by the rules of the column; None for ``(vide)``.

    Raises:
        Untaken: the cell is no value of that column; it says why.
    """
    if cell in ("", NOTHING):
        return None
    if column.kind in (Kind.STRUCT, Kind.JSON):
        return _structure(column, cell)
    if column.many:
        return plain(column, [_one(column, part) for part in listed(cell)])
    return plain(column, _one(column, cell))


def _one(column: Column, cell: str) -> Any:
    found = read_value(column, cell)
    if found.value is None:
        why = ", ".join(found.warnings) or "no value"
        said = f"{column.name}: {cell!r} cannot be read ({why})"
        raise Untaken(said, "unread", warnings=tuple(found.warnings), typed=cell)
    return found.value


def _structure(column: Column, cell: str) -> Any:
    try:
        return plain(column, orjson.loads(cell))
    except (orjson.JSONDecodeError, AttributeError, TypeError) as error:
        said = f"{column.name}: {cell!r} is not the JSON of its structure"
        raise Untaken(said, "structure") from error


def check_zeros(column: Column, typed: Any, known: Any) -> None:
    """Refuse a code that lost its leading zeros: a spreadsheet takes codes for numbers.

    Raises:
        Untaken: the code is the known one without its zeros, or the number that a spreadsheet writes.
    """
    if column.kind is not Kind.CODE or not isinstance(typed, str) or not typed.isdecimal():
        return
    if isinstance(known, str) and known.isdecimal() and len(typed) < len(known) and known[0] == "0":
        raise Untaken(
            f"{column.name}: {typed!r} has lost the zero that {known!r} begins with",
            "zero",
            hint="Format the column as text in the spreadsheet.",
            typed=typed,
            known=known,
        )
