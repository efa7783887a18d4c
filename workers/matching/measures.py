"""Amounts, days and moments as numbers that bounds are compared with."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import inf
from typing import Any

from core.clock import paris
from core.errors import InputError
from core.model.watch import Range

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?P<hour>T.*)?")
_WHOLE_DAY = 86399.999999 / 86400


def measure(value: Any) -> float | None:
    """A figure, a day (since year 1) or a moment (the same, with its hour in Paris); None for anything else.

    Days and moments may be ISO 8601 texts.
    """
    if isinstance(value, str):
        return _measure_text(value)
    if isinstance(value, datetime):
        local = paris(value) if value.tzinfo else value
        return local.toordinal() + (local.hour * 3600 + local.minute * 60 + local.second) / 86400
    if isinstance(value, date):
        return float(value.toordinal())
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def least(wanted: Range) -> float:
    """The least measure that is accepted.

    Raises:
        InputError: a text that is no ISO day or moment.
    """
    return -inf if wanted.low is None else _bound(wanted.low)


def most(wanted: Range) -> float:
    """The most that is accepted; a day is accepted to its end.

    Raises:
        InputError: a text that is no ISO day or moment.
    """
    if wanted.high is None:
        return inf
    is_day = isinstance(wanted.high, str) and "T" not in wanted.high
    return _bound(wanted.high) + (_WHOLE_DAY if is_day else 0)


def _bound(value: float | str) -> float:
    figure = measure(value)
    if figure is None:
        raise InputError(f"{value!r} is no figure and no day", hint="Write 90000 or 2026-03-31.")
    return figure


def _measure_text(text: str) -> float | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return measure(datetime.fromisoformat(text) if found["hour"] else date.fromisoformat(text))
    except ValueError:
        return None
