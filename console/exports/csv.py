"""CSV as Opendatasoft writes it: UTF-8 with a byte order mark, semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from console.exports.cells import guarded
from core.model.dataset import Dataset


def write_csv(dataset: Dataset, rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    """Write a header and the rows; returns the number of rows."""
    names = [column.name for column in dataset.columns]
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007
        writer.writerow([guarded(row.get(name)) for name in names])
    text.flush()
    text.detach()
    return count
