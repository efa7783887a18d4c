"""The documents of the fixtures, mixed."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
SUFFIXES = (".pdf", ".html", ".htm", ".xml", ".json", ".csv")


def mixed(count: int, folder: Path = FIXTURES) -> list[tuple[str, bytes]]:
    """So many documents (name, bytes), one of each format in turn, over and over again."""
    paths = sorted(path for path in folder.rglob("input*") if path.suffix in SUFFIXES)
    kinds = [cycle([path for path in paths if path.suffix == suffix]) for suffix in _suffixes(paths)]
    turns = islice(cycle(kinds), count)
    bytes_of = {path: path.read_bytes() for path in paths}
    return [(path.name, bytes_of[path]) for path in (next(kind) for kind in turns)]


def _suffixes(paths: list[Path]) -> list[str]:
    return sorted({path.suffix for path in paths})
