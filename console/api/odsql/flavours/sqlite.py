"""SQLite, with the functions that it lacks written in Python: :func:`register` gives them to a connection."""

from __future__ import annotations

import math
import re
import sqlite3
from datetime import datetime
from functools import lru_cache
from hashlib import md5
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Double, Text, cast, func, type_coerce
from sqlalchemy.sql.selectable import FromClause

from console.api.odsql.flavours import Sql
from console.api.odsql.values import Predicate
from core.storage.folding import folded

_EARTH = 6_371_008.8
"""The mean radius in metres (IUGG)."""


class Sqlite:
    """The spellings of SQLite."""

    def day_text(self, column: Sql) -> Sql:
        return type_coerce(column, Text)

    def instant_text(self, column: Sql) -> Sql:
        return func.replace(func.substr(type_coerce(column, Text), 1, 19), " ", "T").concat("+00:00")

    def day_bound(self, column: Sql, day: str) -> tuple[Sql, Sql]:
        return type_coerce(column, Text), type_coerce(day, Text)

    def local(self, instant: Sql, zone: str) -> Sql:
        return func.substr(instant, 1, 19) if zone == "UTC" else func.ods_local(instant, zone)

    def weekday(self, local: Sql) -> Sql:
        return (cast(func.strftime("%w", local), BigInteger) + 6) % 7 + 1

    def day_of_year(self, local: Sql) -> Sql:
        return cast(func.strftime("%j", local), BigInteger)

    def week(self, local: Sql) -> Sql:
        return func.ods_floor((cast(func.strftime("%j", _thursday(local)), BigInteger) - 1) / 7) + 1

    def week_year(self, local: Sql) -> Sql:
        return cast(func.strftime("%Y", _thursday(local)), BigInteger)

    def later(self, local: Sql, days: Sql) -> Sql:
        return func.date(func.substr(local, 1, 10), cast(days, Text).concat(" days"))

    def days(self, local: Sql) -> Sql:
        return cast(func.julianday(func.substr(local, 1, 10)) - 2440587.5, BigInteger)

    def folded(self, text: Sql) -> Sql:
        return func.ods_folded(text)

    def matches(self, text: Sql, pattern: str) -> Predicate:
        return func.ods_matches(text, pattern) == 1

    def elements(self, listed: Sql) -> tuple[Sql, FromClause]:
        source = func.json_each(listed).table_valued("value")
        return cast(source.c.value, Text), source

    def position(self, text: Sql, part: str) -> Sql:
        return func.instr(text, part)

    def latitude(self, point: Sql) -> Sql:
        return cast(func.substr(point, 1, func.instr(point, ",") - 1), Double)

    def longitude(self, point: Sql) -> Sql:
        return cast(func.substr(point, func.instr(point, ",") + 1), Double)

    def metres(self, point: Sql, latitude: float, longitude: float) -> Sql:
        return func.ods_metres(point, latitude, longitude, type_=Double)

    def floor(self, number: Sql) -> Sql:
        return func.ods_floor(number)

    def percentile(self, number: Sql, share: float) -> Sql:
        return func.ods_percentile(number, share, type_=Double)

    def joined(self, text: Sql) -> Sql:
        return func.group_concat(text.distinct())

    def shuffled(self, key: Sql, seed: str) -> Sql:
        return func.ods_md5(key.concat(seed))


def _thursday(local: Sql) -> Sql:
    """A week belongs to the year of its Thursday."""
    return func.date(local, "-3 days", "weekday 4")


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that our queries call."""
    for name, count, function in (
        ("ods_local", 2, _local),
        ("ods_folded", 1, lambda text: None if text is None else folded(str(text))),
        ("ods_matches", 2, _matches),
        ("ods_metres", 3, _metres),
        ("ods_floor", 1, lambda number: None if number is None else math.floor(number)),
        ("ods_md5", 1, lambda text: md5(text.encode(), usedforsecurity=False).hexdigest()),
    ):
        connection.create_function(name, count, function, deterministic=True)
    connection.create_aggregate("ods_percentile", 2, _Percentile)  # type: ignore[arg-type]


def _local(instant: str | None, zone: str) -> str | None:
    if instant is None:
        return None
    return datetime.fromisoformat(instant).astimezone(_zone(zone)).isoformat()[:19]


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _matches(text: str | None, pattern: str) -> bool | None:
    return None if text is None else _compiled(pattern).search(text) is not None


@lru_cache(maxsize=200)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _metres(point: str | None, latitude: float, longitude: float) -> float | None:
    if not point:
        return None
    lat, lon = map(float, point.split(","))
    a, b = math.radians(lat), math.radians(latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(longitude - lon) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


class _Percentile:
    """An aggregate in memory: SQLite has none."""

    def __init__(self) -> None:
        self._seen: list[float] = []
        self._share = 0.0

    def step(self, value: float | None, share: float) -> None:
        """Take a value of the group."""
        self._share = share
        if value is not None:
            self._seen.append(value)

    def finalize(self) -> float | None:
        """The answer for the group."""
        if not self._seen:
            return None
        self._seen.sort()
        place = (len(self._seen) - 1) * self._share
        low = math.floor(place)
        high = min(low + 1, len(self._seen) - 1)
        return self._seen[low] + (self._seen[high] - self._seen[low]) * (place - low)
