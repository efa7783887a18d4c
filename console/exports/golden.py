"""The rows of a document as a case of the fixtures keeps them: without what depends on the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import orjson

from console.exports.cells import as_json
from core.model.record import Record
from core.model.source import Source
from core.storage.digests import digest
from normalizers.normalise import normalise
from workers.extraction import read_here

_READ_AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


def golden(source: Source, documents: Iterable[tuple[str, bytes]], url: str) -> dict[str, Any]:
    """Rows, refusals and unmapped paths of documents of a source, given by name and bytes.

    Raises:
        DocumentError: a document cannot be read.
    """
    found: dict[str, Any] = {"rows": [], "refused": [], "unmapped": []}
    for name, data in documents:
        extraction = read_here(source, data, name=name)
        for reading in extraction.readings:
            found["rows"].append(_row(normalise(reading, sha256=digest(data), url=url, read_at=_READ_AT)))
        found["refused"] += [[each.code, each.path] for each in extraction.refusals]
        found["unmapped"] += extraction.unmapped
    return found


def _row(record: Record) -> dict[str, Any]:
    values = {name: as_json(value) for name, value in sorted(record.values.items())}
    proof = {name: [each.as_dict() for each in proof] for name, proof in sorted(record.evidence.items())}
    return {
        "dataset": record.dataset,
        "id": record.id,
        "values": values,
        "evidence": proof,
        "warnings": list(record.warnings),
    }


def dump(found: dict[str, Any]) -> bytes:
    """JSON that reads well in a diff."""
    return orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n"
