"""Measures one reader in its own process: ``python -m benchmarks.tables.measure READER FOLDER``.

Prints one JSON object: right, found and true relations by document, pages, CPU seconds (children included),
peak memory in MiB, documents that failed.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.tables.adjacency import Counts, PageTable
from benchmarks.tables.readers import READERS, Reader, with_relations
from benchmarks.tables.truth import best_score, documents


@dataclass(frozen=True, slots=True)
class Measure:
    """What one reader reached on a folder; ``documents`` are (right, found, true) by name."""

    documents: dict[str, tuple[int, int, int]]
    pages: int
    seconds: float
    memory: float
    failures: int

    @property
    def counts(self) -> list[Counts]:
        """The counts of the documents."""
        return [Counts(*values) for values in self.documents.values()]


def measure(reader: Reader, folder: Path) -> Measure:
    """Read all documents of a folder; importing the reader is not counted."""
    paths = documents(folder)
    _warm(reader, paths)
    found: dict[str, list[PageTable]] = {}
    failures = 0
    start = _cpu()
    for path in paths:
        try:
            found[path.stem] = with_relations(reader(path))
        except Exception:
            found[path.stem] = []
            failures += 1
    seconds = _cpu() - start
    scores = {path.stem: best_score(path, found[path.stem]) for path in paths}
    return Measure(
        documents={name: (score.right, score.found, score.true) for name, score in scores.items()},
        pages=sum(_pages(path) for path in paths),
        seconds=seconds,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        failures=failures,
    )


def _warm(reader: Reader, paths: list[Path]) -> None:
    smallest = min(paths, key=lambda path: path.stat().st_size)
    with suppress(Exception):  # it is counted in the run
        reader(smallest)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _pages(path: Path) -> int:
    with pdfium.PdfDocument(path) as document:
        return len(document)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure(READERS[sys.argv[1]], Path(sys.argv[2])))))
