"""Amounts, days and moments as numbers that bounds are compared with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from core.errors import InputError


def measure(value: Any) -> float | None:
    """A figure, a day (since year 1) or a moment (the same, with its hour in UTC); None for anything else."""
    if isinstance(value, datetime):
        moment = value.astimezone(UTC) if value.tzinfo else value
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return moment.toordinal() + seconds / 86400
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def bound(value: float | str | None, otherwise: float) -> float:
    """A bound as a number.

    Raises:
        InputError: a text that is no ISO day or moment.
    """
    if value is None:
        return otherwise
    if not isinstance(value, str):
        return float(value)
    try:
        parsed = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is no day", hint="Write 2026-03-31.") from error
    return measure(parsed) or otherwise
