"""How a file is laid out, and which columns are lists or structures in the store."""

from __future__ import annotations

from dataclasses import dataclass

from console.exports.cells import BAR
from core.model.dataset import Column, Kind

SLASH = "\\\\"
"""A backslash of a text, as JSON has it."""

LONGEST_CELL = 32_767
"""Characters that a cell of a sheet can hold."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices of the reader of a file.

    ``delimiter`` and ``bom`` are of CSV; ``separator`` stands between the values of a list where a cell holds
    one text; ``labels`` heads columns with their French titles instead of their names.
    """

    delimiter: str = ";"
    bom: bool = True
    separator: str = BAR
    labels: bool = False


def is_list(column: Column) -> bool:
    """Whether the store has a list of texts."""
    return column.many and not is_json(column)


def is_json(column: Column) -> bool:
    """Whether a cell of text holds JSON."""
    return column.kind in (Kind.STRUCT, Kind.JSON)
