"""Compile the contours of départements and régions that maps are drawn from.

    python -m tools.compile_contours DEPARTEMENTS.geojson REGIONS.geojson [--out console/web/static/geo]

Both inputs are feature collections in degrees (WGS 84) whose features have the properties ``code`` (COG) and
``nom``. Points are put on a grid of 0.005°, the same for both sides of a border, so that neighbours still
touch; rings that vanish there are left out. A région of overseas that the second file lacks takes the contour
of its only département. Source and licence are in ``console/web/static/geo/README.md``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from normalizers.geo import tables

_STEPS = 200
"""Steps of the grid in a degree."""
_FEWEST = 4
"""A ring has three points and its first one again."""

Point = list[float]
Ring = list[Point]


def main() -> None:
    """Write ``departements.json`` and ``regions.json``."""
    parser = argparse.ArgumentParser(description="Compile contours.")
    parser.add_argument("departements", type=Path)
    parser.add_argument("regions", type=Path)
    parser.add_argument("--out", type=Path, default=Path("console/web/static/geo"))
    given = parser.parse_args()
    departements = _features(given.departements)
    regions = _features(given.regions)
    regions += [
        {**feature, "properties": {"code": region.code, "nom": region.name}}
        for feature in departements
        for region in [tables.regions()[tables.departements()[feature["properties"]["code"]].region]]
        if region.code not in {known["properties"]["code"] for known in regions}
    ]
    given.out.mkdir(parents=True, exist_ok=True)
    for name, features in (("departements", departements), ("regions", regions)):
        whole = {"type": "FeatureCollection", "features": sorted(features, key=_code)}
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        (given.out / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _code(feature: dict[str, Any]) -> str:
    return str(feature["properties"]["code"])


def _features(path: Path) -> list[dict[str, Any]]:
    read = json.loads(path.read_text(encoding="utf-8"))
    return [_simplified(feature) for feature in read["features"]]


def _simplified(feature: dict[str, Any]) -> dict[str, Any]:
    shape = feature["geometry"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    kept = [rings for rings in map(_rings, polygons) if rings]
    return {
        "type": "Feature",
        "properties": {name: feature["properties"][name] for name in ("code", "nom")},
        "geometry": {"type": "MultiPolygon", "coordinates": kept},
    }


def _rings(polygon: Iterable[Ring]) -> list[Ring]:
    """The rings of a polygon on the grid; none where its outer one vanishes."""
    outer, *holes = (_on_grid(ring) for ring in polygon)
    return [outer, *(hole for hole in holes if len(hole) >= _FEWEST)] if len(outer) >= _FEWEST else []


def _on_grid(ring: Ring) -> Ring:
    points: Ring = []
    for longitude, latitude, *_ in ring:
        point = [round(longitude * _STEPS) / _STEPS, round(latitude * _STEPS) / _STEPS]
        if not points or point != points[-1]:
            points.append(point)
    return points


if __name__ == "__main__":
    main()
