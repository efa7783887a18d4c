"""Measures one way in a process of its own."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.export.ways import WAYS, size


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds by the clock and of the processor, peak memory of the process and its growth, in MiB."""

    way: str
    seconds: float
    cpu: float
    peak: float
    grown: float
    bytes: int


def measured(way: str, address: str) -> Figure:
    """The figures of a way."""
    with get_context("spawn").Pool(1) as alone:
        return alone.apply(_measure, (way, address))


def _measure(way: str, address: str) -> Figure:
    form, write = WAYS[way]
    before = _peak()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / f"a.{form}")
        start, cpu = time.perf_counter(), time.process_time()
        write(address, path)
        seconds, used = time.perf_counter() - start, time.process_time() - cpu
        return Figure(way, seconds, used, _peak(), _peak() - before, size(path))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def load() -> str:
    """How many processes waited for a processor, on average, in the last minute."""
    return f"load {os.getloadavg()[0]:.1f}"
