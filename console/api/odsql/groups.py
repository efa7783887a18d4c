"""What rows are grouped by: values, ranges of numbers and of time, squares of a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Double, Text, and_, case, cast, func, literal

from console.api.odsql import tree
from console.api.odsql.moments import instant, whole
from console.api.odsql.places import cell
from console.api.odsql.scalars import Scalars
from console.api.odsql.tree import Node
from console.api.odsql.values import Type, Value

Finish = Callable[[Any], Any]

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a local time
_UNITS = {
    "ms": "ms",
    "millisecond": "ms",
    "milliseconds": "ms",
    "s": "s",
    "second": "s",
    "seconds": "s",
    "m": "m",
    "minute": "m",
    "minutes": "m",
    "h": "h",
    "hour": "h",
    "hours": "h",
    "d": "d",
    "day": "d",
    "days": "d",
    "w": "w",
    "week": "w",
    "weeks": "w",
    "M": "M",
    "month": "M",
    "months": "M",
    "q": "q",
    "quarter": "q",
    "quarters": "q",
    "y": "y",
    "year": "y",
    "years": "y",
}
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Key:
    """A key of groups: what is equal in a group, and how its value is told.

    Where ``point`` is set the key is told as the middle of the points of the group.
    """

    value: Value
    finish: Finish | None = None
    point: Value | None = None


def key_of(reader: Scalars, node: Node) -> Key:
    """The key that a part of a group_by asks for.

    Raises:
        ODSQLError: rows cannot be grouped by it.
    """
    if isinstance(node, tree.Call) and node.function == "range":
        return _range(reader, node)
    if isinstance(node, tree.Call) and node.function == "geo_cluster":
        return _cluster(reader, node)
    if not isinstance(node, tree.Call | tree.Name):
        reader.refuse("a field or a function was expected", node)
    value = reader.value(node)
    if value.type in (Type.JSON,):
        reader.refuse("rows cannot be grouped by that field", node)
    return Key(value)


def _range(reader: Scalars, node: tree.Call) -> Key:
    if len(node.arguments) < 2:
        reader.refuse("range() takes a field and bounds or a width", node)
    of, *rest = node.arguments
    value = reader.field(
        of, lambda each: (each.type.numeric or each.type.dated) and not each.many, "a number or a date"
    )
    if len(rest) == 1 and isinstance(rest[0], tree.Steps):
        steps = rest[0]
        return _steps(reader, value, steps.bounds, (steps.before, steps.after), node)
    if len(rest) == 1 and isinstance(rest[0], tree.Measure) and value.type.dated:
        return _interval(reader, value, rest[0])
    if len(rest) == 1 and value.type.numeric:
        return _width(reader, value, rest[0])
    before, after = isinstance(rest[0], tree.Star), isinstance(rest[-1], tree.Star)
    bounds = rest[before : len(rest) - after] if len(rest) > 1 else []
    return _steps(reader, value, bounds, (before, after), node)


def _steps(
    reader: Scalars, value: Value, bounds: Sequence[Node], open_ends: tuple[bool, bool], node: Node
) -> Key:
    """Groups between bounds, the lower one in it; the key is the number of the group."""
    before, after = open_ends
    if not 1 <= len(bounds) <= _MOST_STEPS or (len(bounds) == 1 and not (before or after)):
        reader.refuse(f"range() takes up to {_MOST_STEPS} bounds, one at least", node)
    made = [_bound(reader, value, bound) for bound in bounds]
    if any(low[0] >= high[0] for low, high in pairwise(made)):
        reader.refuse("the bounds of range() must grow", node)
    if value.type.dated:
        compared = whole(value)
        limits: list[Any] = [cast(literal(bound, Text), Text) for bound, _ in made]
    else:
        compared = cast(value.sql, Double)
        limits = [cast(literal(float(bound), Double), Double) for bound, _ in made]
    told = [label for _, label in made]
    cases = []
    if before:
        cases.append((compared < limits[0], 0, f"*-{told[0]}"))
    for at in range(len(limits) - 1):
        between = and_(compared >= limits[at], compared < limits[at + 1])
        cases.append((between, len(cases), f"{told[at]}-{told[at + 1]}"))
    if after:
        cases.append((compared >= limits[-1], len(cases), f"{told[-1]}-*"))
    labels = {number: label for _, number, label in cases}
    sql = case(*((test, literal(number, BigInteger)) for test, number, _ in cases), else_=None)
    return Key(Value(sql, Type.INT), labels.get)


def _bound(reader: Scalars, value: Value, node: Node) -> tuple[Any, str]:
    """A bound as it is compared and as it is told."""
    if value.type.dated:
        if not isinstance(node, tree.Moment | tree.Text):
            reader.refuse("a date was expected", node)
        moment = reader.checked(node, lambda: instant(node.value, reader.context.zone))
        return moment.isoformat(), node.value
    number = reader.figure(node)
    return number, _told(number)


def _width(reader: Scalars, value: Value, node: Node) -> Key:
    width = float(reader.figure(node))
    if not width > 0:
        reader.refuse("the width of range() is more than 0", node)
    number = reader.context.flavour.floor(cast(value.sql, Double) / cast(literal(width, Double), Double))
    tell: Finish = lambda at: f"{_told(at * width)}-{_told((at + 1) * width)}"  # noqa: E731
    return Key(Value(number, Type.INT), lambda at: None if at is None else tell(at))


def _told(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:.12g}"


def _interval(reader: Scalars, value: Value, node: tree.Measure) -> Key:
    unit = _UNITS.get(node.unit)
    count = int(node.value)
    if unit is None or count < 1 or count != node.value:
        reader.refuse("a whole number of a unit of time was expected", node)
    if unit in "wMqy" and count != 1:
        reader.refuse("an interval of weeks, months, quarters or years is of one", node)
    flavour, local = reader.context.flavour, reader.local(value)
    year, month = _cut(local, 1, 4), _cut(local, 6, 2)
    if unit == "y":
        return _period(year, lambda at: _day(at, 1))
    if unit == "M":
        return _period(year * 12 + month - 1, lambda at: _day(at // 12, at % 12 + 1))
    if unit == "q":
        quarter = flavour.floor((month - 1) / literal(3.0, Double))
        return _period(year * 4 + quarter, lambda at: _day(at // 4, at % 4 * 3 + 1))
    days = flavour.days(local)
    if unit == "w":  # 1970-01-01 was a Thursday
        number = _floored(flavour.floor, days + 3, 7)
        return _period(number, lambda at: _told_day(at * 7 - 3))
    if unit == "d":
        return _period(_floored(flavour.floor, days, count), lambda at: _told_day(at * count))
    seconds = days * 86400 + _cut(local, 12, 2) * 3600 + _cut(local, 15, 2) * 60 + _cut(local, 18, 2)
    size = count / 1000 if unit == "ms" else count * _SECONDS[unit]
    zone = ZoneInfo(reader.context.zone)
    return _period(
        _floored(flavour.floor, seconds, size),
        lambda at: (_EPOCH + timedelta(seconds=at * size)).replace(tzinfo=zone).isoformat(),
    )


def _floored(floor: Callable[[Any], Any], number: Any, size: float) -> Any:
    return floor(cast(number, Double) / literal(float(size), Double))


def _period(number: Any, tell: Callable[[int], str]) -> Key:
    return Key(Value(number, Type.INT), lambda at: None if at is None else tell(int(at)))


def _cut(local: Any, start: int, length: int) -> Any:
    return cast(func.substr(local, start, length), BigInteger)


def _day(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-01"


def _told_day(days: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=days)).isoformat()


def _cluster(reader: Scalars, node: tree.Call) -> Key:
    """Squares of so many pixels: what is nearer than that cannot be told apart on the map."""
    if not 2 <= len(node.arguments) <= 3:
        reader.refuse("geo_cluster() takes a field, a zoom and a radius", node)
    of, zoom, *rest = node.arguments
    point, level = reader.point(of), reader.figure(zoom)
    radius = 40.0
    if rest:
        named = rest[0]
        right = named.right if isinstance(named, tree.Comparison) else named
        radius = reader.figure(right)
    if not 0 <= level <= 25 or not 1 <= radius <= 10_000:
        reader.refuse("the zoom is from 0 to 25, the radius from 1 to 10000", node)
    value = Value(cell(point.sql, level, radius, reader.context.flavour), Type.INT)
    return Key(value, point=point)
