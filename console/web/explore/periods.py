"""Periods that have no row stand in a chart too: a gap is news."""

from __future__ import annotations

from datetime import date, timedelta

from core.storage.aggregates import Grain

_MOST = 600
"""A wrong year in a document must not draw a thousand empty months."""
_MONTHS = 12
_QUARTER = 3
Days = tuple[date, date]


def between(grain: Grain, first: str, last: str) -> list[str]:
    """The periods from one to another, both included; just the two where there would be too many."""
    found, period = [first], first
    while period < last and len(found) < _MOST:
        period = _next(grain, period)
        found.append(period)
    return found if found[-1] == last else [first, last]


def days_of(grain: Grain, period: str) -> Days:
    """The first and the last day of a period."""
    return _first_day(grain, period), _first_day(grain, _next(grain, period)) - timedelta(days=1)


def _first_day(grain: Grain, period: str) -> date:
    if grain is Grain.WEEK:
        return date.fromisoformat(period)
    year, _, rest = period.partition("-")
    if grain is Grain.YEAR:
        return date(int(year), 1, 1)
    if grain is Grain.QUARTER:
        return date(int(year), _QUARTER * (int(rest.removeprefix("T")) - 1) + 1, 1)
    return date(int(year), int(rest), 1)


def _next(grain: Grain, period: str) -> str:
    start = _first_day(grain, period)
    if grain is Grain.WEEK:
        return (start + timedelta(days=7)).isoformat()
    if grain is Grain.YEAR:
        return f"{start.year + 1:04}"
    step = _QUARTER if grain is Grain.QUARTER else 1
    months = start.year * _MONTHS + start.month - 1 + step
    year, month = divmod(months, _MONTHS)
    return f"{year:04}-T{month // _QUARTER + 1}" if grain is Grain.QUARTER else f"{year:04}-{month + 1:02}"
