"""From the rows of a database to the members of a JSON result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from console.api.engines import Row
from console.api.odsql.query import Output
from console.api.odsql.values import Type

Shape = Callable[[Any], Any]


def shaper(outputs: Sequence[Output], zone: str) -> Callable[[Row], dict[str, Any]]:
    """What makes a result of a row: values as orjson writes them."""
    steps: list[tuple[str, int, int, Shape | None]] = []
    at = 0
    for output in outputs:
        steps.append((output.label, at, output.width, _shape(output, zone)))
        at += output.width
    plain = all(width == 1 for _, _, width, _ in steps)
    if not plain:
        return lambda row: {
            label: _one(shape, row[start] if width == 1 else tuple(row[start : start + width]))
            for label, start, width, shape in steps
        }
    labels = [label for label, _, _, _ in steps]
    changed = [(label, at, shape) for at, (label, _, _, shape) in enumerate(steps) if shape is not None]

    def shaped(row: Row) -> dict[str, Any]:
        result = dict(zip(labels, row, strict=True))
        for label, at, shape in changed:
            if row[at] is not None:
                result[label] = shape(row[at])
        return result

    return shaped


def _one(shape: Shape | None, value: Any) -> Any:
    return value if shape is None or value is None else shape(value)


def _shape(output: Output, zone: str) -> Shape | None:
    if output.finish is not None:
        return output.finish
    if output.many or output.type is Type.JSON:
        return orjson.Fragment
    if output.type is Type.BOOL:
        return bool
    if output.type is Type.GEO:
        return _point
    if output.type is Type.DATETIME and zone != "UTC":
        return _zoned(ZoneInfo(zone))
    return None


def _point(text: str) -> dict[str, float]:
    latitude, longitude = text.split(",")
    return {"lon": float(longitude), "lat": float(latitude)}


def _zoned(zone: ZoneInfo) -> Shape:
    def tell(text: str) -> str:
        """A day without an hour is the same day everywhere."""
        return text if len(text) == 10 else datetime.fromisoformat(text).astimezone(zone).isoformat()

    return tell
