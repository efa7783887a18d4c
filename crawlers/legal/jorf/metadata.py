"""Metadata of a text, under the names of JORFSIMPLE and of the global tree."""

from __future__ import annotations

from core.model.reading import Value
from core.strict import StrictReader

UNKNOWN_DAYS = ("2999-01-01", "2222-02-22")
"""Days that the DILA writes for "unknown" or "for ever"."""

Paths = dict[str, tuple[str, ...]]


def read_columns(reader: StrictReader, paths: Paths) -> dict[str, Value]:
    """The columns that are filled, each at the first of its paths that is."""
    found = {column: reader.value(*names) for column, names in paths.items()}
    return {column: value for column, value in found.items() if value and value.text not in UNKNOWN_DAYS}


def text_at(reader: StrictReader, *paths: str) -> str:
    """The words at the first filled path; empty where none is."""
    value = reader.value(*paths)
    return value.text if value else ""
