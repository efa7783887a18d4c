"""Geometries in a query: literals, and which points lie in them, in plain SQL."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from typing import Any

import shapely
import shapely.geometry
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry
from sqlalchemy import and_, case, literal, or_

from console.api.odsql.flavours import Flavour, Sql
from console.api.odsql.values import Predicate

METRES = {
    "mi": 1609.344,
    "yd": 0.9144,
    "ft": 0.3048,
    "m": 1.0,
    "cm": 0.01,
    "km": 1000.0,
    "mm": 0.001,
}
MOST_CORNERS = 500

_POINTS = {"Point", "MultiPoint"}
_AREAS = {"Polygon", "MultiPolygon"}


def geometry(text: str) -> BaseGeometry:
    """The geometry of a literal: GeoJSON, WKT or WKB in hexadecimal; longitude first, as they all have it.

    Raises:
        ValueError: it is none, or has too many corners.
    """
    text = text.strip()
    try:
        if text.startswith("{"):
            found = shapely.from_geojson(text)
        elif text[:2] in ("00", "01"):
            found = shapely.from_wkb(bytes.fromhex(text))
        else:
            found = shapely.from_wkt(text)
    except (ShapelyError, ValueError, TypeError) as error:
        raise ValueError("the geometry cannot be read") from error
    if found is None or found.is_empty or shapely.get_num_coordinates(found) > MOST_CORNERS:
        raise ValueError(f"the geometry is empty or has more than {MOST_CORNERS} corners")
    if not all(math.isfinite(bound) for bound in found.bounds):
        raise ValueError("the geometry is not finite")
    return found


def centre(text: str) -> tuple[float, float]:
    """Latitude and longitude of a literal: the point itself, or the middle of a shape."""
    middle = geometry(text).centroid
    return middle.y, middle.x


def inside(point: Sql, shape: BaseGeometry, flavour: Flavour) -> Predicate:
    """Whether a point lies in a shape; points of an edge may be on either side.

    Raises:
        ValueError: the shape has no inside.
    """
    latitude, longitude = flavour.latitude(point), flavour.longitude(point)
    if shape.geom_type in _POINTS:
        return or_(*(and_(latitude == y, longitude == x) for x, y in shapely.get_coordinates(shape).tolist()))
    if shape.geom_type not in _AREAS:
        raise ValueError(f"points are compared with points and polygons, not with a {shape.geom_type}")
    west, south, east, north = shape.bounds
    crossed = [_crossing(latitude, longitude, edge) for edge in _edges(shape)]
    odd = _sum(crossed) % 2 == 1
    return and_(latitude >= south, latitude <= north, longitude >= west, longitude <= east, odd)


def in_box(point: Sql, corners: tuple[float, float, float, float], flavour: Flavour) -> Predicate:
    """Whether a point lies between two corners, given as latitude and longitude of each, in any order."""
    first_lat, first_lon, second_lat, second_lon = corners
    latitude, longitude = flavour.latitude(point), flavour.longitude(point)
    return and_(
        latitude >= min(first_lat, second_lat),
        latitude <= max(first_lat, second_lat),
        longitude >= min(first_lon, second_lon),
        longitude <= max(first_lon, second_lon),
    )


def cell(point: Sql, zoom: float, radius: float, flavour: Flavour) -> Sql:
    """The square of a grid that a point lies in; its side is ``radius`` pixels of a map at that zoom."""
    side = 360.0 * radius / (256.0 * 2.0**zoom)
    down = flavour.floor((flavour.latitude(point) + 90.0) / literal(side))
    across = flavour.floor((flavour.longitude(point) + 180.0) / literal(side))
    return down * 2**31 + across


def _edges(shape: BaseGeometry) -> Iterator[tuple[float, float, float, float]]:
    """The sides of all rings; a hole counts as the outside does, by crossing twice."""
    for polygon in getattr(shape, "geoms", [shape]):
        for ring in (polygon.exterior, *polygon.interiors):
            corners = list(ring.coords)
            for (x1, y1, *_), (x2, y2, *_) in pairwise(corners):
                if y1 != y2:
                    yield x1, y1, x2, y2


def _crossing(latitude: Sql, longitude: Sql, edge: tuple[float, float, float, float]) -> Sql:
    """1 if a line from the point to the east crosses a side (W. R. Franklin's test)."""
    x1, y1, x2, y2 = edge
    low, high = min(y1, y2), max(y1, y2)
    slope = (x2 - x1) / (y2 - y1)
    west = longitude < literal(slope) * (latitude - y1) + x1
    return case((and_(latitude >= low, latitude < high, west), 1), else_=0)


def _sum(terms: list[Sql]) -> Sql:
    """Added in pairs: a database refuses an expression that is a thousand deep."""
    if not terms:
        return literal(0)
    while len(terms) > 1:
        pairs = [terms[at : at + 2] for at in range(0, len(terms), 2)]
        terms = [reduce(lambda left, right: left + right, pair).self_group() for pair in pairs]
    return terms[0]


def hull(joined: str | None) -> dict[str, Any] | None:
    """The convex hull of ``lat,lon,lat,lon…`` as a GeoJSON feature."""
    points = _points(joined)
    if not points:
        return None
    shape = shapely.MultiPoint([(lon, lat) for lat, lon in points]).convex_hull
    return _feature(shape)


def box(joined: str | None) -> dict[str, Any] | None:
    """The rectangle around ``lat,lon,lat,lon…`` as a GeoJSON feature."""
    points = _points(joined)
    return _feature(shapely.MultiPoint([(lon, lat) for lat, lon in points]).envelope) if points else None


def _points(joined: str | None) -> list[tuple[float, float]]:
    numbers = [float(each) for each in (joined or "").split(",") if each]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _feature(shape: BaseGeometry) -> dict[str, Any]:
    return {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": {}}
