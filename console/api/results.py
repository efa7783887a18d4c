"""From the rows of a database to the members of a JSON result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from console.api.engines import Row
from console.api.odsql.query import Output
from console.api.odsql.values import Type

Shape = Callable[[Any], Any]


def shaper(outputs: Sequence[Output], zone: str) -> Callable[[Sequence[Row]], list[dict[str, Any]]]:
    """What makes the results of rows, column by column: values as orjson writes them.

    A row may have a key behind its columns, which is no part of a result.
    """
    labels = [output.label for output in outputs]
    shapes = [(output.label, _shape(output, zone)) for output in outputs]
    changed = [(label, shape) for label, shape in shapes if shape is not None]
    widths = [output.width for output in outputs]
    plain = all(width == 1 for width in widths)

    def shaped(rows: Sequence[Row]) -> list[dict[str, Any]]:
        found = [dict(zip(labels, row if plain else _cells(row, widths), strict=False)) for row in rows]
        for label, shape in changed:
            for result in found:
                if (value := result[label]) is not None:
                    result[label] = shape(value)
        return found

    return shaped


def _cells(row: Row, widths: Sequence[int]) -> Iterator[Any]:
    """The cells of a row: one column of the answer, or several as a tuple."""
    at = 0
    for width in widths:
        yield row[at] if width == 1 else tuple(row[at : at + width])
        at += width


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
    latitude, _, longitude = text.partition(",")
    return {"lon": float(longitude), "lat": float(latitude)}


def _zoned(zone: ZoneInfo) -> Shape:
    def tell(text: str) -> str:
        """A day without an hour is the same day everywhere."""
        return text if len(text) == 10 else datetime.fromisoformat(text).astimezone(zone).isoformat()

    return tell
