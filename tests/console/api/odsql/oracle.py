"""What ODSQL means, said again in pandas and plain Python: it shares nothing with the compiler."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import shapely

Row = dict[str, Any]


def frame(rows: list[Row]) -> pd.DataFrame:
    """The rows; unknown values are None in columns of objects."""
    return pd.DataFrame(rows, dtype=object)


def known(series: pd.Series, test: Callable[[Any], bool]) -> pd.Series:
    """Where a value is known and fulfils a test."""
    return series.map(lambda value: value is not None and bool(test(value))).astype(bool)


def plain(text: str) -> str:
    """Without case, accents and ligatures."""
    text = text.replace("œ", "oe").replace("Œ", "oe")
    return "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if ord(letter) < 0x300)


@cache
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text."""
    spaced = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain(text))
    return tuple(spaced.split())


def has(text: str | None, asked: str) -> bool:
    """All words asked for, ``*`` after a beginning."""
    found = tokens(text or "")
    return all(
        any(word.startswith(plain(each[:-1])) for word in found)
        if each.endswith("*")
        else plain(each) in found
        for each in asked.split()
    )


def everywhere(row: pd.Series) -> str:
    """The searched text of a row for the public."""
    return " ".join(row[name] for name in ("titre", "ville") if row[name])


def edits(a: str, b: str) -> int:
    """The distance of Levenshtein."""
    line = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        line, above = [i], line
        for j, other in enumerate(b, 1):
            line.append(min(above[j] + 1, line[-1] + 1, above[j - 1] + (one != other)))
    return line[-1]


def nearly(text: str | None, asked: str) -> bool:
    """The fuzzy search: the last word may be a beginning."""
    found, words = tokens(text or ""), [plain(each) for each in asked.split()]
    for at, word in enumerate(words):
        allowed = 2 if len(word) > 5 else 1 if len(word) > 2 else 0
        starts = at == len(words) - 1
        if not any(
            min(edits(word, each[:end]) for end in (range(len(each) + 1) if starts else [len(each)]))
            <= allowed
            for each in found
        ):
            return False
    return True


def point(text: str) -> tuple[float, float]:
    """Latitude and longitude."""
    latitude, longitude = text.split(",")
    return float(latitude), float(longitude)


def metres(text: str, latitude: float, longitude: float) -> float:
    """The distance on a sphere, by the angle between two vectors."""

    def vector(lat: float, lon: float) -> tuple[float, float, float]:
        a, b = math.radians(lat), math.radians(lon)
        return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)

    one, other = vector(*point(text)), vector(latitude, longitude)
    return 6_371_008.8 * math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(one, other, strict=True)))))


def inside(text: str, wkt: str) -> bool:
    """Whether a point lies in a shape."""
    latitude, longitude = point(text)
    return bool(shapely.from_wkt(wkt).intersects(shapely.Point(longitude, latitude)))


def moment(text: str) -> datetime:
    """The instant; a day is its midnight in UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def local(text: str, zone: str = "UTC") -> datetime:
    """The local time; a day stays that day."""
    found = datetime.fromisoformat(text)
    return found.astimezone(ZoneInfo(zone)) if found.tzinfo else found


def percentile(values: list[float], share: float) -> float | None:
    """By pandas."""
    return None if not values else float(pd.Series(values, dtype=float).quantile(share))
