"""How sure the values of a scanned document are: never more than the words they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.model.reading import ColumnValue, Part, Reading, Value
from extractors.ocr.scan import WARNING, Scan


def as_sure(reading: Reading, scan: Scan) -> Reading:
    """A reading of a scan: confidences lowered to those of the words, and the warning that it was OCR."""
    values = {name: _column(value, scan) for name, value in reading.values.items()}
    return replace(reading, values=values, warnings=(*reading.warnings, WARNING))


def _column(column: ColumnValue, scan: Scan) -> ColumnValue:
    if isinstance(column, Value):
        return _value(column, scan)
    values = tuple(_value(item, scan) for item in column if isinstance(item, Value))
    parts = tuple(_part(item, scan) for item in column if isinstance(item, Mapping))
    return values or parts


def _part(part: Part, scan: Scan) -> Part:
    return {name: _value(value, scan) for name, value in part.items()}


def _value(value: Value, scan: Scan) -> Value:
    if value.evidence.typed:
        return value  # OCR has no part in it
    return replace(value, confidence=min(value.confidence, scan.confidence(value.evidence)))
