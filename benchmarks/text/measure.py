"""Measures the readers in one process, turn by turn."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.text.readers import READERS, Reader
from core.errors import DocumentError

ROUNDS = 5
"""The best of these counts: what else the machine does only ever adds time."""


@dataclass(slots=True)
class Measure:
    """CPU seconds of the best round, pages and characters that are no white space."""

    seconds: float
    pages: int
    characters: int


def documents(folders: Sequence[Path]) -> list[bytes]:
    """The PDF files of the folders that have text."""
    found = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.pdf"))]
    return [data for data in found if _has_text(data)]


def measure(files: list[bytes]) -> dict[str, Measure]:
    """All readers on all files; reading the files from disk is not counted."""
    best: dict[str, Measure] = {}
    for _ in range(ROUNDS):
        for name, reader in READERS.items():
            once = _once(reader, files)
            if name not in best or once.seconds < best[name].seconds:
                best[name] = once
    return best


def _once(reader: Reader, files: list[bytes]) -> Measure:
    pages = characters = 0
    seconds = 0.0
    for data in files:
        start = time.process_time()
        texts = reader(data)
        seconds += time.process_time() - start
        pages += len(texts)
        characters += sum(len("".join(text.split())) for text in texts)
    return Measure(seconds, pages, characters)


def _has_text(data: bytes) -> bool:
    try:
        return bool(READERS["veille, bare text"](data))
    except DocumentError:
        return False
