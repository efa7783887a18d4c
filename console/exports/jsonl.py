"""JSON Lines: one row a line, lists and structures as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import orjson

from console.exports.cells import as_json
from core.model.dataset import Dataset


def write_jsonl(dataset: Dataset, rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    """Write the rows; returns their number."""
    names = [column.name for column in dataset.columns]
    count = 0
    for row in rows:
        out.write(orjson.dumps({name: as_json(row.get(name)) for name in names}))
        out.write(b"\n")
        count += 1
    return count
