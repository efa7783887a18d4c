"""Dates and deadlines: the names other packages use."""

from __future__ import annotations

from normalizers.values.days import DateResult, is_placeholder, parse_date, parse_real_date
from normalizers.values.deadlines import (
    PARIS,
    DeadlineResult,
    parse_deadline,
    parse_deadline_after,
    to_iso,
)

__all__ = [
    "PARIS",
    "DateResult",
    "DeadlineResult",
    "is_placeholder",
    "parse_date",
    "parse_deadline",
    "parse_deadline_after",
    "parse_real_date",
    "to_iso",
]
