"""Measures one reader on one list, in a process of its own."""

from __future__ import annotations

import resource
import time
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from benchmarks.rows.count import Rows, count
from benchmarks.tables.readers import READERS


def measured(name: str, pdf: Path, columns: tuple[str, ...]) -> tuple[Rows, float]:
    """The rows that a reader found, and CPU seconds of its second reading, children included."""
    with get_context("spawn").Pool(1) as alone:
        return alone.apply(measure, (name, pdf, columns))


def measure(name: str, pdf: Path, columns: tuple[str, ...]) -> tuple[Rows, float]:
    """The same, in this process; a reader that fails has found no table."""
    read = READERS[name]
    with suppress(Exception):
        read(pdf)
    start = _cpu()
    tables = []
    with suppress(Exception):
        tables = read(pdf)
    return count(pdf.with_suffix(".csv"), columns, tables), _cpu() - start


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
