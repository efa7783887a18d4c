"""Comparing two values: of which types, and in which form an index can help."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Double, Text, and_, cast, func, literal, select

from console.api.odsql.flavours import Flavour
from console.api.odsql.moments import day_of, instant, whole
from console.api.odsql.scalars import Scalars
from console.api.odsql.tree import Node
from console.api.odsql.values import Predicate, Type, Value

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compared(reader: Scalars, node: Node, sign: str, left: Value, right: Value) -> Predicate:
    """The comparison of two values; unknown, which counts as false, if one of them is.

    Raises:
        ODSQLError: their types have nothing in common.
    """
    if left.constant is not None and right.constant is None:
        return compared(reader, node, _TURNED.get(sign, sign), right, left)
    if right.many or Type.GEO in (left.type, right.type) or Type.JSON in (left.type, right.type):
        reader.refuse("values that can be compared were expected", node)
    if left.type.dated or right.type.dated:
        return _dates(reader, node, sign, left, right)
    for fit in (_numbers, _booleans, _texts):
        pair = fit(left, right)
        if pair is not None:
            made: Predicate = _OPERATORS[sign](*pair)
            return made
    reader.refuse(f"{left.type} cannot be compared with {right.type}", node)


def typed(element: ColumnElement[Any], of: Type) -> Value:
    """An element of a list, which is a text in the store."""
    if of is Type.BOOL:
        return Value(func.lower(element) == "true", of)
    return Value(cast(element, Double) if of.numeric else element, of)


def has_text(flavour: Flavour, listed: ColumnElement[Any], text: str) -> Predicate:
    """Whether a list of texts, in JSON as the store writes it, has a text.

    A text stands behind ``[`` or ``,``. An unescaped quote behind a comma may also end a text that ends with
    a comma: then ``,`` or ``]`` follows, so a list that seems to have a text that begins so is read in full.
    """
    sought = "," + orjson.dumps(text).decode()
    found: Predicate = flavour.position(literal(",", Text).concat(func.substr(listed, 2)), sought) > 0
    if not text.startswith((",", "]")):
        return found
    element, source = flavour.elements(listed)
    return and_(
        found, select(1).select_from(source).where(element == cast(literal(text, Text), Text)).exists()
    )


def _dates(reader: Scalars, node: Node, sign: str, left: Value, right: Value) -> Predicate:
    if not left.type.dated:
        reader.refuse(f"{left.type} cannot be compared with a date", node)
    if right.type is Type.TEXT and right.constant is not None:
        text = str(right.constant)
        moment = reader.checked(node, lambda: instant(text, reader.context.zone))
        right = Value(cast(literal(moment.isoformat(), Text), Text), Type.DATETIME, constant=text)
    if not right.type.dated:
        reader.refuse(f"a date cannot be compared with {right.type}", node)
    if left.type is Type.DATE and isinstance(right.constant, str):
        return _days(reader, node, sign, left, right.constant)
    made: Predicate = _OPERATORS[sign](whole(left), whole(right))
    return made


def _days(reader: Scalars, node: Node, sign: str, left: Value, text: str) -> Predicate:
    """A day against a literal: its hour does not count."""
    day = reader.checked(node, lambda: day_of(text)).isoformat()
    if left.native is None:
        made: Predicate = _OPERATORS[sign](left.sql, cast(literal(day, Text), Text))
        return made
    column, bound = reader.context.flavour.day_bound(left.native, day)
    native: Predicate = _OPERATORS[sign](column, bound)
    return native


def _numbers(left: Value, right: Value) -> Sequence[Any] | None:
    """A text in quotes may stand for a number beside a number."""
    left, right = _as_number(left, right), _as_number(right, left)
    return (left.sql, right.sql) if left.type.numeric and right.type.numeric else None


def _as_number(value: Value, beside: Value) -> Value:
    if value.type is not Type.TEXT or not isinstance(value.constant, str) or not beside.type.numeric:
        return value
    try:
        number = float(value.constant)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    return replace(value, sql=cast(literal(number, Double), Double), type=Type.DOUBLE)


def _booleans(left: Value, right: Value) -> Sequence[Any] | None:
    if left.type is not Type.BOOL:
        return None
    if right.type is Type.TEXT and str(right.constant).lower() in ("true", "false"):
        return left.sql, cast(literal(str(right.constant).lower() == "true", Boolean), Boolean)
    return (left.sql, right.sql) if right.type is Type.BOOL else None


def _texts(left: Value, right: Value) -> Sequence[Any] | None:
    """A number as it is written stands for a code beside a text."""
    if left.type is Type.TEXT and isinstance(right.constant, int | float) and right.type.numeric:
        return left.sql, str(right.constant)
    return (left.sql, right.sql) if left.type is right.type is Type.TEXT else None
