"""Which territories a dataset can be drawn on, and where a commune lies."""

from __future__ import annotations

from enum import StrEnum

from core.model.dataset import Dataset
from core.storage.aggregates import Key
from normalizers.geo import tables


class Level(StrEnum):
    """What is coloured, or drawn as a point."""

    DEPARTEMENT = "departement"
    REGION = "region"
    COMMUNE = "commune"


CONTOURS = {Level.DEPARTEMENT: "geo/departements.json", Level.REGION: "geo/regions.json"}
"""The contours of a level; communes are points on those of the départements."""

Point = tuple[float, float]


def levels_of(dataset: Dataset) -> tuple[Level, ...]:
    """The levels that the rows of a dataset have a code of."""
    return tuple(level for level in Level if dataset.declares(_column(level)))


def key_of(level: Level) -> Key:
    """The column that rows are grouped by at a level."""
    return Key(_column(level))


def point_of(commune: str) -> Point | None:
    """Latitude and longitude of a commune in degrees (WGS 84), where they are known."""
    found = tables.communes().get(commune)
    if found is None or not found.latlon:
        return None
    latitude, longitude = found.latlon.split(",")
    return float(latitude), float(longitude)


def _column(level: Level) -> str:
    return f"code_{level}"
