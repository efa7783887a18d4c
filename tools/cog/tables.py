"""Compact tables: gzipped CSV whose bytes depend on the rows alone."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = Sequence[str]


def write_table(path: Path, header: Row, rows: Iterable[Row]) -> int:
    """Write the rows and return the size of the file in bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    return path.stat().st_size
