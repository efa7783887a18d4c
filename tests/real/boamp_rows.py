"""Reads real files of the BOAMP the way the pipeline does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from core.model.reading import Extraction
from core.model.record import Record
from crawlers.procurement.boamp import SOURCE
from normalizers.normalise import normalise
from workers.extraction import read_here

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "boamp"
ABSENT = "the real notices are not beside this checkout"
_READ_AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


@cache
def extraction(path: Path) -> Extraction:
    """What the source reads in a file, unpacked if it is compressed."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        return read_here(SOURCE, gzip.decompress(data), name=path.stem)
    return read_here(SOURCE, data, name=path.name)


@cache
def records(path: Path) -> tuple[Record, ...]:
    """The normalised rows of a file."""
    return tuple(
        normalise(reading, sha256="0" * 64, url="", read_at=_READ_AT) for reading in extraction(path).readings
    )


def notices(path: Path) -> Iterator[Record]:
    """The rows of avis-marches of a file."""
    return (record for record in records(path) if record.dataset == "avis-marches")


def lots(path: Path, notice: str) -> list[Record]:
    """The rows of lots-marches of a notice."""
    return [r for r in records(path) if r.dataset == "lots-marches" and r.values.get("id_avis") == notice]


def awards(path: Path, notice: str) -> list[Record]:
    """The rows of attributions-marches of a notice."""
    return [
        r for r in records(path) if r.dataset == "attributions-marches" and r.values.get("id_avis") == notice
    ]
