"""A value of a row in the terms of a file format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import orjson

from core.clock import paris

BAR = "|"
"""Between the values of a list where a cell holds one text."""

_BETWEEN = re.compile(r"(?:\\.|[^|\\]|\\$)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([|\\])")
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
    """One cell of text: lists as :func:`list_text`, structures as JSON, unknown as nothing."""
    value = as_json(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(each, dict) for each in value):
        return list_text(as_text(each) for each in value)
    if isinstance(value, (list, dict)):
        return orjson.dumps(value).decode()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def list_text(values: Iterable[str], separator: str = BAR) -> str:
    r"""Texts in one cell; of a text between bars its bars are ``\|`` and its backslashes ``\\``."""
    return separator.join(map(escaped, values) if separator == BAR else values)


def escaped(text: str) -> str:
    """A text of a list between bars."""
    return text.replace("\\", "\\\\").replace(BAR, f"\\{BAR}") if BAR in text or "\\" in text else text


def listed(cell: str) -> list[str]:
    """The texts of a cell of a list: the reverse of :func:`list_text`; blank ones are none."""
    parts = [_ESCAPE.sub(r"\1", each) for each in _BETWEEN.findall(cell)]
    return [each for each in parts if each.strip()]


def guarded(value: Any) -> str:
    """As :func:`as_text`; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = as_text(value)
    return guarded_text(text) if isinstance(value, (str, list)) else text


def guarded_text(text: str) -> str:
    """A text that a spreadsheet would run as a formula with an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
