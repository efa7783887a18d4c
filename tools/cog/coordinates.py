"""Coordinates of communes: the seat (GeoNames, CC BY 4.0), else the middle of the rectangle of IGN.

GeoNames has places of at least 500 inhabitants; a point outside the rectangle of its commune is not believed.
A place is a commune's where it bears the commune's name in its département; the INSEE code of the record
(admin4) chooses between places of one name and is not trusted alone (Tassin-la-Demi-Lune carries Lyon's).
"""

from __future__ import annotations

import io
import tarfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from normalizers.geo.names import key
from tools.cog.boxes import Box
from tools.cog.editions import COORDINATES, Edition
from tools.cog.lineage import State

_OVERSEAS = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976", "BL": "977", "MF": "978",
    "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip
_ORDER = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPL", "PPLL")

Point = tuple[str, str]


class _Spot(NamedTuple):
    keys: frozenset[str]
    departement: str
    admin_codes: frozenset[str]
    feature: int
    population: int
    point: Point


def by_commune(
    folder: Path, edition: Edition, states: list[State], boxes: dict[str, Box]
) -> dict[str, Point]:
    """INSEE code to latitude and longitude (WGS 84, degrees): the seat, else the middle of the rectangle."""
    seats = {
        code: point
        for code, point in _seats(folder, edition, states).items()
        if code not in boxes or boxes[code].holds(float(point[0]), float(point[1]))
    }
    return {code: boxes[code].centre() for code in edition.current if code in boxes} | seats


def _seats(folder: Path, edition: Edition, states: list[State]) -> dict[str, Point]:
    """INSEE code to latitude and longitude (WGS 84, degrees).

    The names of a commune are that of today and those its code had: a commune nouvelle keeps the code of its
    seat (Ancenis, Vire).
    """
    named: defaultdict[tuple[str, str], set[_Spot]] = defaultdict(set)
    for spot in _spots(folder):
        for each in spot.keys:
            named[spot.departement, each].add(spot)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for code, name, *_ in states:
        names[code].add(key(name))
    found = {}
    for code, commune in edition.current.items():
        spots = {spot for name in names[code] for spot in named.get((commune["departement"], name), ())}
        seat = _seat(code, spots)
        if seat:
            found[code] = seat.point
    return found


def _seat(code: str, spots: set[_Spot]) -> _Spot | None:
    """The place that carries the commune's code, else the only one of the name; seats before hamlets."""
    coded = {spot for spot in spots if code in spot.admin_codes}
    chosen = coded or (spots if len(spots) == 1 else set())
    return min(chosen, key=lambda spot: (spot.feature, -spot.population, spot.point), default=None)


def _spots(folder: Path) -> list[_Spot]:
    spots = []
    for fields in read_cities(folder):
        departement = _OVERSEAS.get(fields[8]) or (fields[11] if fields[8] == "FR" else "")
        if departement and fields[7] in _ORDER:
            spots.append(_spot(fields, departement))
    return spots


def _spot(fields: list[str], departement: str) -> _Spot:
    return _Spot(
        frozenset({key(fields[1]), key(fields[2])}),
        departement,
        frozenset({fields[10], fields[13]}),
        _ORDER.index(fields[7]),
        int(fields[14] or 0),
        (fields[4], fields[5]),
    )


def read_cities(folder: Path) -> list[list[str]]:
    """The lines of GeoNames, in its columns: 1 name, 2 in ASCII, 3 other names, 8 country, 14 population."""
    name, _, version = COORDINATES.rpartition("@")
    with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
        handle = archive.extractfile("package/dist/cities500.txt")
        if handle is None:
            raise FileNotFoundError("cities500.txt")
        text = io.TextIOWrapper(handle, encoding="utf-8")
        lines = [line.rstrip("\n").split("\t") for line in text]
    return [fields for fields in lines if len(fields) >= 19]
