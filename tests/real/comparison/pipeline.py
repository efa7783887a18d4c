"""The rows that the pipeline gives for a file."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import DocumentError
from core.model.record import Record
from crawlers import source
from normalizers.normalise import normalise
from workers.extraction import read_here

READ_AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


@cache
def records(name: str, path: Path) -> dict[tuple[str, str | None], list[Record]]:
    """The records of a file by dataset and notice, in its order; none where it is refused by name."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        found = read_here(source(name), data, name=path.name.removesuffix(".gz"))
    except DocumentError:
        return {}
    kept: dict[tuple[str, str | None], list[Record]] = {}
    for reading in found.readings:
        record = normalise(reading, sha256=found.sha256, url="", read_at=READ_AT)
        notice = str(record.values.get("id_avis", record.id))
        kept.setdefault((record.dataset, notice), []).append(record)
        kept.setdefault((record.dataset, None), []).append(record)
    return kept


def rows(name: str, path: Path, dataset: str, notice: str | None) -> list[dict[str, Any]]:
    """The values of the rows of a dataset, of one notice or of the whole file."""
    return [dict(record.values) for record in records(name, path).get((dataset, notice), [])]
