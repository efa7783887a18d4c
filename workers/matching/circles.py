"""Circles around places, found by the points that they hold.

The earth is a sphere of its mean radius here, some 0.5 % off at worst: a place on the very rim of a circle
may be in or out. A circle waits in each cell of a grid that it may touch; those of the cell of a point are
verified.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import acos, ceil, cos, floor, radians, sin

RADIUS = 6371.0088
"""Of the earth, in kilometres."""

_CELL = 0.5
"""Degrees of the side of a cell."""

_KM_PER_DEGREE = 111.2

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Circle:
    number: int
    centre: Vector
    least: float


@dataclass(slots=True)
class Circles:
    """Numbered circles; cells go round the earth."""

    _cells: defaultdict[tuple[int, int], list[_Circle]] = field(default_factory=lambda: defaultdict(list))

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self._cells)

    def add(self, latitude: float, longitude: float, km: float, number: int) -> None:
        """Add a circle."""
        circle = _Circle(number, _vector(latitude, longitude), cos(km / RADIUS))
        for cell in _touched(latitude, longitude, km):
            self._cells[cell].append(circle)

    def around(self, latitude: float, longitude: float) -> Iterator[int]:
        """The numbers of the circles that a point is in."""
        found = self._cells.get(_cell(latitude, longitude))
        if found:
            point = _vector(latitude, longitude)
            yield from (each.number for each in found if _product(each.centre, point) >= each.least)


def apart(latitude: float, longitude: float, point: tuple[float, float]) -> float:
    """The kilometres between two points, as the crow flies."""
    return RADIUS * acos(min(1.0, _product(_vector(latitude, longitude), _vector(*point))))


def within(latitude: float, longitude: float, km: float, point: tuple[float, float]) -> bool:
    """Whether a point is in a circle."""
    return _product(_vector(latitude, longitude), _vector(*point)) >= cos(km / RADIUS)


def _vector(latitude: float, longitude: float) -> Vector:
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _product(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _touched(latitude: float, longitude: float, km: float) -> Iterator[tuple[int, int]]:
    reach = km / _KM_PER_DEGREE * 1.01
    south, north = max(-90.0, latitude - reach), min(90.0, latitude + reach)
    narrowest = cos(radians(max(abs(south), abs(north))))
    wide = min(180.0, reach / narrowest) if narrowest > 1e-6 else 180.0
    rows = range(_row(south), _row(north) + 1)
    across = min(floor((longitude + wide) / _CELL) - floor((longitude - wide) / _CELL) + 1, ceil(360 / _CELL))
    first = floor((longitude - wide) / _CELL)
    return ((row, _round(first + step)) for row in rows for step in range(across))


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return _row(latitude), _round(floor(longitude / _CELL))


def _row(latitude: float) -> int:
    return floor(latitude / _CELL)


def _round(column: int) -> int:
    return column % ceil(360 / _CELL)
