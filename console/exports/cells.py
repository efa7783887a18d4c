"""A value of a row in the terms of a file format."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import orjson

from core.clock import paris

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: Any) -> Any:
    """JSON natives: dates in ISO 8601, a date-time with the offset of Paris at that date."""
    if isinstance(value, datetime):
        return paris(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, dict):
        return {name: as_json(each) for name, each in value.items()}
    return value


def as_text(value: Any) -> str:
    """One cell of text: lists joined by ``|``, structures as JSON, unknown as nothing."""
    value = as_json(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(each, dict) for each in value):
        return "|".join(as_text(each) for each in value)
    if isinstance(value, (list, dict)):
        return orjson.dumps(value).decode()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def guarded(value: Any) -> str:
    """As :func:`as_text`; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = as_text(value)
    return guarded_text(text) if isinstance(value, (str, list)) else text


def guarded_text(text: str) -> str:
    """A text that a spreadsheet would run as a formula with an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
