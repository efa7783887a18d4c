"""Dates in a query: literals, ``now()`` and the local time of a value."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Text, case, func, literal

from console.api.odsql.flavours import Flavour, Sql
from console.api.odsql.values import Type, Value

_LITERAL = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ](.+))?")
_WEEKDAYS = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")
_RANGES = {
    "year": (1, 9999),
    "month": (1, 12),
    "day": (1, 10**6),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "microsecond": (0, 999_999),
    "weekday": (0, 6),
}
_STEPS = {"days": 1, "hours": 1, "minutes": 1, "seconds": 1, "microseconds": 1}
_FARTHEST = 10**7


def instant(text: str, zone: str) -> datetime:
    """The instant of a literal, in UTC: the beginning of the year, month or day that it names.

    Raises:
        ValueError: it is no date.
    """
    found = _LITERAL.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text[:40]!r} is not a date")
    year, month, day, hours = found.groups()
    if hours and not day:
        raise ValueError(f"{text[:40]!r} is not a date")
    whole = f"{year}-{int(month or 1):02}-{int(day or 1):02}" + (f"T{hours}" if hours else "")
    try:
        moment = datetime.fromisoformat(whole)
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text[:40]!r} is not a date") from error


def day_of(text: str) -> date:
    """The day of a literal, whatever its hour.

    Raises:
        ValueError: it is no date.
    """
    moment = instant(text, "UTC")
    return moment.date()


def shifted(now: datetime, parts: Mapping[str, int]) -> datetime:
    """``now()`` with its parameters, applied in the order in which they are given.

    Raises:
        ValueError: there is no such parameter, or it has no such value.
    """
    for name, amount in parts.items():
        now = _shift(now, name, amount)
    return now


def _shift(now: datetime, name: str, amount: int) -> datetime:
    try:
        if name in _RANGES:
            return _set(now, name, amount)
        if abs(amount) > _FARTHEST:
            raise OverflowError
        if name in _STEPS:
            return now + timedelta(**{name: amount})
        if name in ("years", "months"):
            return _months(now, amount * (12 if name == "years" else 1))
        if name in _WEEKDAYS:
            return _weekday(now, _WEEKDAYS.index(name), amount)
    except OverflowError:
        raise ValueError(f"now({name}={amount}) is out of the calendar") from None
    raise ValueError(f"now() has no parameter {name[:40]!r}")


def _set(now: datetime, name: str, value: int) -> datetime:
    low, high = _RANGES[name]
    if not low <= value <= high:
        raise ValueError(f"now({name}=…) is from {low} to {high}")
    if name == "weekday":
        return now + timedelta(days=(value - now.weekday()) % 7)
    day = value if name == "day" else now.day
    year = value if name == "year" else now.year
    month = value if name == "month" else now.month
    day = min(day, calendar.monthrange(year, month)[1])
    if name in ("year", "month", "day"):
        return now.replace(year=year, month=month, day=day)
    parts = {"hour": now.hour, "minute": now.minute, "second": now.second, "microsecond": now.microsecond}
    parts[name] = value
    return now.replace(**parts)  # type: ignore[arg-type]


def _months(now: datetime, count: int) -> datetime:
    whole = now.year * 12 + now.month - 1 + count
    year, month = whole // 12, whole % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError
    return now.replace(year=year, month=month, day=min(now.day, calendar.monthrange(year, month)[1]))


def _weekday(now: datetime, weekday: int, count: int) -> datetime:
    """The count-th such day after or before today; today is none of them."""
    if count == 0:
        return now
    ahead = (weekday - now.weekday() - 1) % 7 + 1
    behind = (now.weekday() - weekday - 1) % 7 + 1
    days = ahead + 7 * (count - 1) if count > 0 else -behind + 7 * (count + 1)
    return now + timedelta(days=days)


def whole(value: Value) -> Sql:
    """A dated value as an instant: a day without an hour is its midnight in UTC."""
    if value.type is Type.DATE:
        return value.sql.concat("T00:00:00+00:00")
    midnight = value.sql.concat("T00:00:00+00:00")
    return case((func.length(value.sql) == 10, midnight), else_=value.sql)


def local_time(value: Value, flavour: Flavour, zone: str) -> Sql:
    """A dated value as a local time; a day is the same day in every zone."""
    midnight = value.sql.concat("T00:00:00")
    if value.type is Type.DATE:
        return midnight
    instant_only = case((func.length(value.sql) > 10, value.sql), else_=literal(None, Text))
    return case((func.length(value.sql) == 10, midnight), else_=flavour.local(instant_only, zone))
