"""Where the next page begins, as an opaque text in its address."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import orjson

from console.web.refusal import BadAddress
from core.model.dataset import Column, Dataset, Kind
from core.storage.plain import native, plain
from core.storage.queries import After, Order

_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.DATE: (date,),
    Kind.DATETIME: (datetime, date),
    Kind.AMOUNT: (float,),
    Kind.NUMBER: (float,),
    Kind.INTEGER: (int,),
    Kind.BOOLEAN: (bool,),
}


def cursor_after(dataset: Dataset, order: Order, row: Mapping[str, Any]) -> str:
    """The cursor of the page after a row."""
    value = plain(dataset.column(order.column), row[order.column])
    return base64.urlsafe_b64encode(orjson.dumps([value, row["id"]])).decode().rstrip("=")


def position(dataset: Dataset, order: Order, cursor: str) -> After:
    """The place that a cursor names.

    Raises:
        BadAddress: it is not one of ours, or of another order.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        value, record = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        return After(_text(record), _typed(dataset.column(order.column), value))
    except (binascii.Error, ValueError, TypeError, AttributeError) as error:
        raise BadAddress("cursor") from error


def _typed(column: Column, value: Any) -> Any:
    if value is None:
        return None
    typed = native(column, value)
    wanted = _TYPES.get(column.kind, (str,))
    if not isinstance(typed, wanted) or (isinstance(typed, bool) and bool not in wanted):
        raise TypeError(f"{column.name} holds no {type(typed).__name__}")
    return _text(typed) if isinstance(typed, str) else typed


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError("not a text that the database can hold")
    return value
