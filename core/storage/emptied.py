"""What is left of a row whose values were erased: that it was there, its state, and when it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.storage.catalogue import DatasetTable

EMPTIED = "efface"
"""The warning of a row, and of each of its versions, that was erased."""


def emptied(entry: DatasetTable, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row, or the data of a version, in JSON form: the same columns, no value of the publication."""
    kept = (entry.dataset.status_column, "lu_le")
    return {
        **dict.fromkeys(row),
        **{name: row[name] for name in kept if name in row},
        "avertissements": [EMPTIED],
    }


def is_emptied(row: Mapping[str, Any]) -> bool:
    """Whether a row is what is left of one that was erased."""
    return row.get("avertissements") == [EMPTIED]
