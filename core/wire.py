"""The JSON form of an extraction: what leaves the child process and what is stored."""

from __future__ import annotations

from typing import Any

import orjson

from core.model.evidence import Evidence
from core.model.reading import ColumnValue, Coverage, Extraction, Reading, Refusal, Value


def dump_extraction(extraction: Extraction) -> bytes:
    """The extraction as JSON bytes."""
    return orjson.dumps(
        {
            "source": extraction.source,
            "form": extraction.form,
            "sha256": extraction.sha256,
            "readings": [_dump_reading(reading) for reading in extraction.readings],
            "refusals": [[each.code, each.message, each.path, each.forbids] for each in extraction.refusals],
            "unmapped": list(extraction.unmapped),
            "coverage": [extraction.coverage.read, extraction.coverage.ignored, extraction.coverage.unknown],
        }
    )


def load_extraction(data: bytes) -> Extraction:
    """The reverse of :func:`dump_extraction`."""
    raw = orjson.loads(data)
    return Extraction(
        source=raw["source"],
        form=raw["form"],
        sha256=raw["sha256"],
        readings=tuple(_load_reading(reading) for reading in raw["readings"]),
        refusals=tuple(Refusal(*each) for each in raw["refusals"]),
        unmapped=tuple(raw["unmapped"]),
        coverage=Coverage(*raw.get("coverage", ())),
    )


def _dump_reading(reading: Reading) -> dict[str, Any]:
    values = {name: _dump_column(value) for name, value in reading.values.items()}
    return {
        "dataset": reading.dataset,
        "id": reading.id,
        "values": values,
        "warnings": list(reading.warnings),
    }


def _load_reading(raw: dict[str, Any]) -> Reading:
    values = {name: _load_column(value) for name, value in raw["values"].items()}
    return Reading(raw["dataset"], raw["id"], values, tuple(raw["warnings"]))


def _dump_column(value: ColumnValue) -> Any:
    if isinstance(value, Value):
        return _dump_value(value)
    return {"list": [_dump_item(item) for item in value]}


def _dump_item(item: Any) -> Any:
    if isinstance(item, Value):
        return _dump_value(item)
    return {"parts": {name: _dump_value(part) for name, part in item.items()}}


def _dump_value(value: Value) -> list[Any]:
    return [value.text, value.evidence.as_dict(), value.confidence]


def _load_column(raw: Any) -> ColumnValue:
    if isinstance(raw, list):
        return _load_value(raw)
    return tuple(_load_item(item) for item in raw["list"])


def _load_item(raw: Any) -> Any:
    if isinstance(raw, list):
        return _load_value(raw)
    return {name: _load_value(part) for name, part in raw["parts"].items()}


def _load_value(raw: list[Any]) -> Value:
    return Value(raw[0], Evidence.from_dict(raw[1]), raw[2])
