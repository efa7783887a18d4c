"""Values without a document, for tests of what is done with their words."""

from __future__ import annotations

from typing import Any

from core.model.evidence import Evidence
from core.model.reading import ColumnValue, Value


def said(text: str, path: str | None = "/x") -> Value:
    """A value that stands alone at a path."""
    return Value(text, Evidence(lecture=text, path=path))


def words(column: ColumnValue | None) -> Any:
    """The words of a column: a text, texts, or texts by name."""
    if column is None or isinstance(column, Value):
        return column.text if column else None
    return [
        each.text if isinstance(each, Value) else {name: value.text for name, value in each.items()}
        for each in column
    ]
