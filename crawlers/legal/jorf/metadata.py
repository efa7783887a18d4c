"""Metadata of a text, under the names of JORFSIMPLE and of the global tree."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader

UNKNOWN_DAYS = ("2999-01-01", "2222-02-22")
"""Days that the DILA writes for "unknown" or "for ever"."""

OUTSIDE_ARTICLES = ("RECT/CONTENU", "TP/CONTENU")
"""Prose that stands before the articles or in their place: rectificatifs, texts without article."""

Paths = dict[str, tuple[str, ...]]

_ISSUE = re.compile(r"n[°o]\s*(\w+)")


def read_columns(reader: StrictReader, paths: Paths) -> dict[str, Value]:
    """The columns that are filled, each at the first of its paths that is."""
    found = {column: reader.value(*names) for column, names in paths.items()}
    return {column: value for column, value in found.items() if value and value.text not in UNKNOWN_DAYS}


def text_at(reader: StrictReader, *paths: str) -> str:
    """The words at the first filled path; empty where none is."""
    value = reader.value(*paths)
    return value.text if value else ""


def with_bare_number(columns: dict[str, Value]) -> dict[str, Value]:
    """The columns with "0060" for "JORF n°0060 du 12 mars 2026"."""
    issue = columns.get("numero_jo")
    number = _ISSUE.search(issue.text) if issue else None
    return {**columns, "numero_jo": replace(issue, text=number[1])} if issue and number else columns
