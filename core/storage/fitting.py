"""Whether a value can be stored in its column: one that can't must not stop the publication of all others."""

from __future__ import annotations

from math import isfinite
from typing import Any

from core.model.dataset import Column, Kind
from core.storage.plain import native

_TYPES: dict[Kind, type] = {
    Kind.AMOUNT: float,
    Kind.NUMBER: float,
    Kind.INTEGER: int,
    Kind.BOOLEAN: bool,
    Kind.STRUCT: dict,
    Kind.JSON: object,
}
"""Of the JSON form; the other kinds are text."""

_INT64 = 2**63


def check(column: Column, value: Any) -> None:
    """Make sure that a value in JSON form is of the column's kind.

    Raises:
        TypeError: it is not, which is a defect of whoever made it.
    """
    for item in value if column.many else (value,):
        wanted = _TYPES.get(column.kind, str)
        if not isinstance(item, wanted) or (wanted is int and isinstance(item, bool)):
            raise TypeError(f"{column.name} is of kind {column.kind}, not {type(item).__name__}: {item!r}")
    if column.kind is Kind.DATE and not column.many:
        native(column, value)


def fits(value: Any) -> bool:
    """Whether both databases can hold a value in JSON form: numbers of 64 bits, text without NUL."""
    if isinstance(value, dict):
        return all(fits(part) for part in value.values())
    if isinstance(value, list):
        return all(fits(item) for item in value)
    if isinstance(value, int):
        return -_INT64 <= value < _INT64
    if isinstance(value, float):
        return isfinite(value)
    return "\x00" not in value if isinstance(value, str) else True
