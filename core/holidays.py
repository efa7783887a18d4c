"""Which days are alike for a publisher: weekdays, bank holidays and the days after them."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
"""Code du travail, art. L. 3133-1, with the movable ones below."""
_UNION = ((5, 9), (12, 26))
"""Days on which the institutions of the Union, and Alsace and Moselle for the second, rest as well."""
_AFTER_EASTER = (-2, 1, 39, 50)
"""Good Friday (the Union, Alsace and Moselle), Easter Monday, Ascension Day, Whit Monday."""


class Kind(StrEnum):
    """The Journal officiel does not appear on Mondays nor on the morrow of a bank holiday."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    MORROW = "morrow"


_WEEK = tuple(Kind)[:7]


@cache
def kind_of(day: date) -> Kind:
    """What a day is compared with."""
    if is_holiday(day):
        return Kind.HOLIDAY
    return Kind.MORROW if is_holiday(day - timedelta(days=1)) else _WEEK[day.weekday()]


def is_holiday(day: date) -> bool:
    """Whether France or the institutions of the Union rest, but for Saturdays and Sundays."""
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    fixed = {date(year, month, day) for month, day in (*_FIXED, *_UNION)}
    return frozenset(fixed | {easter(year) + timedelta(days=days) for days in _AFTER_EASTER})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus prints it)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
