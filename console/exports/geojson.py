"""GeoJSON (RFC 7946): a feature a row, without geometry where the place is not known to the commune."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import orjson

from console.exports.cells import as_json
from core.model.dataset import Dataset


def write_geojson(dataset: Dataset, rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    """Write a FeatureCollection; returns the number of features."""
    names = [column.name for column in dataset.columns]
    out.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for row in rows:
        out.write(b"\n" if count == 0 else b",\n")
        out.write(orjson.dumps(_feature(names, row)))
        count += 1
    out.write(b"\n]}\n")
    return count


def _feature(names: list[str], row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": _point(row.get("latlon")),
        "properties": {name: as_json(row.get(name)) for name in names},
    }


def _point(latlon: str | None) -> dict[str, Any] | None:
    """Our ``lat,lon`` is GeoJSON's longitude first."""
    if not latlon:
        return None
    latitude, longitude = map(float, latlon.split(","))
    return {"type": "Point", "coordinates": [longitude, latitude]}
