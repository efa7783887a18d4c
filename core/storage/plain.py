"""Values of a column as JSON and as Python natives, in one form only, so that equal values compare equal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from core.model.dataset import Column, Kind

_NUMBERS = (Kind.AMOUNT, Kind.NUMBER)


def plain(column: Column, value: Any) -> Any:
    """The JSON form: ISO 8601 days and instants (UTC), amounts as floats, an empty list or text as None."""
    if column.many:
        items = [_plain_item(column, item) for item in value or ()]
        return items or None
    return None if value is None or value == "" else _plain_item(column, value)


def native(column: Column, value: Any) -> Any:
    """What the database column takes: the reverse of :func:`plain`."""
    if value is None or column.many:
        return value
    if column.kind is Kind.DATE:
        return date.fromisoformat(value)
    if column.kind is Kind.DATETIME:
        return _instant_or_day(value)
    return value


def _instant_or_day(text: str) -> datetime | date:
    """A deadline whose hour is not printed is a day."""
    return date.fromisoformat(text) if len(text) == len("2026-03-03") else datetime.fromisoformat(text)


def _plain_item(column: Column, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _plain_parts(column, value)
    if isinstance(value, tuple | list):
        return [_plain_item(column, item) for item in value]
    return _plain_scalar(column.kind, value)


def _plain_scalar(kind: Kind, value: Any) -> Any:
    if kind is Kind.DATETIME and isinstance(value, str):
        value = _instant_or_day(value)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if kind in _NUMBERS and isinstance(value, int) else value


def _plain_parts(column: Column, value: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {part.name: part for part in column.parts}
    return {
        name: plain(kinds[name], part) if name in kinds else _plain_item(column, part)
        for name, part in value.items()
    }


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return value.astimezone(UTC).isoformat()
