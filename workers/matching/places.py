"""The places that a query names: territories as codes, circles around a place."""

from __future__ import annotations

import re

from normalizers.geo import candidates, levels, tables
from normalizers.geo.departement import normalise_departement
from normalizers.geo.lineage import lineage, today
from normalizers.values.text import fold
from workers.matching.terms import Near
from workers.matching.trouble import QueryError

FARTHEST = 300.0
"""Kilometres of the widest circle: wider ones are régions."""

_CIRCLE = re.compile(r"(?P<place>.+?)\s*/\s*(?P<km>\d+(?:[.,]\d+)?)\s*(?:km)?", re.IGNORECASE)
_POINT = re.compile(r"(?P<lat>-?\d{1,2}(?:\.\d+)?)[,;]\s*(?P<lon>-?\d{1,3}(?:\.\d+)?)")
_CODE = re.compile(r"\d[\dAB]\d{3}")
_KINDS = {
    "/commune": "commune",
    "/epci": "grouping of communes",
    "/departement": "département",
    "/region": "région",
}


def territory(field: str, text: str) -> tuple[str, ...]:
    """The codes that stand for a place: for a commune those of its lineage, else the one.

    Raises:
        QueryError: there is no such place, or there are several; its place is 1.
    """
    if field == "/commune":
        return _communes(text)
    code = {"/epci": _grouping, "/departement": normalise_departement, "/region": _region}[field](text)
    if code is None:
        raise _no(field, text)
    return (code,)


def near(text: str, wanted: str) -> Near:
    """A circle: ``Rennes/20km``, ``35238/20km``, ``48.11,-1.68/20km``.

    Raises:
        QueryError: it is none; its place is 1.
    """
    found = _CIRCLE.fullmatch(text)
    km = float(found["km"].replace(",", ".")) if found else 0.0
    if found is None or not 0 < km <= FARTHEST:
        raise QueryError("circle", text, 1, value=text)
    point = _POINT.fullmatch(found["place"])
    latitude, longitude = (float(point["lat"]), float(point["lon"])) if point else _centre(found["place"])
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise QueryError("circle", text, 1, value=text)
    return Near(latitude, longitude, km, wanted)


def _communes(text: str) -> tuple[str, ...]:
    code = _commune(text)
    return (code,) if code in tables.arrondissements() else lineage(code)


def _commune(text: str) -> str:
    """The code of a commune, an arrondissement or a part of one, of any time since 1943."""
    code = text.strip().upper()
    if _CODE.fullmatch(code):
        if today(code) is None:
            raise _no("/commune", text)
        return code
    bearing = candidates.find(fold(text), None)
    first = min((each.rank for each in bearing), default=0)
    codes = {each.commune if first else each.code: each for each in bearing if each.rank == first}
    if not codes:
        raise _no("/commune", text)
    if len(codes) > 1:
        known = ", ".join(
            f"{one} ({tables.communes()[each.commune].departement})" for one, each in codes.items()
        )
        raise QueryError("homonym", text, 1, value=text, count=len(codes), known=known)
    return next(iter(codes))


def _grouping(text: str) -> str | None:
    if text in tables.epci():
        return text
    place = levels.grouping(fold(text))
    return place.code_epci if place else None


def _region(text: str) -> str | None:
    if text in tables.regions():
        return text
    place = levels.region_by_name(fold(text))
    return place.code_region if place else None


def _centre(text: str) -> tuple[float, float]:
    code = _commune(text)
    entry = tables.arrondissements().get(code) or tables.communes()[today(code) or code]
    if not entry.latlon:
        raise _no("/commune", text)
    latitude, _, longitude = entry.latlon.partition(",")
    return float(latitude), float(longitude)


def _no(field: str, text: str) -> QueryError:
    return QueryError("place", text, 1, value=text, kind=_KINDS[field])
