"""Reading of the compiled reference tables that lie beside the code."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path


def read_table(path: Path) -> Iterator[list[str]]:
    """The rows of a gzipped CSV below its header, as lists of text in the order of its columns."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    return rows
