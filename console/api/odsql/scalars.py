"""Expressions that have a value in each row: fields, literals, arithmetic and scalar functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from sqlalchemy import BigInteger, Boolean, Double, Text, cast, func, literal, null

from console.api.odsql import tree
from console.api.odsql.context import Context
from console.api.odsql.errors import ODSQLError
from console.api.odsql.moments import instant, local_time, shifted
from console.api.odsql.patterns import formatted
from console.api.odsql.places import centre
from console.api.odsql.tree import Node
from console.api.odsql.values import Type, Value

RESERVED = frozenset(
    [
        "and",
        "as",
        "asc",
        "avg",
        "by",
        "count",
        "date_format",
        "day",
        "dayofweek",
        "desc",
        "distinct",
        "equi",
        "false",
        "group",
        "hour",
        "ifnull",
        "or",
        "limit",
        "lower",
        "max",
        "millisecond",
        "min",
        "minute",
        "month",
        "not",
        "null",
        "quarter",
        "range",
        "second",
        "select",
        "sum",
        "top",
        "true",
        "upper",
        "where",
        "year",
    ]
)
"""Words that name a field only between back-quotes."""

_MOST_LETTERS = 2_000


@dataclass(frozen=True)
class Scalars:
    """Reads the expressions of a clause; ``names`` are the values that it may name."""

    names: Mapping[str, Value]
    context: Context
    clause: str

    def value(self, node: Node) -> Value:
        """The value of an expression.

        Raises:
            ODSQLError: it names what does not exist, or has no value.
        """
        read = _READERS.get(type(node))
        if read is None:
            self.refuse("an expression with a value was expected", node)
        return read(self, node)

    def refuse(self, problem: str, node: Node) -> NoReturn:
        """Say what is wrong, and where."""
        raise ODSQLError(problem, self.clause, node.at)

    def name(self, node: tree.Name) -> Value:
        """The value of that name."""
        if not node.quoted and node.name.lower() in RESERVED:
            self.refuse(
                f"{node.name!r} is a reserved word: write it between back-quotes to name a field", node
            )
        found = self.names.get(node.name)
        if found is None:
            self.refuse(f"unknown field {node.name!r}", node)
        return found

    def field(self, node: Node, wanted: Callable[[Value], bool], what: str) -> Value:
        """The value of an argument that must be of some type."""
        value = self.value(node)
        if not wanted(value):
            self.refuse(f"{what} was expected", node)
        return value

    def dated(self, node: Node) -> Value:
        """A date or date-time."""
        return self.field(node, lambda value: value.type.dated and not value.many, "a date field")

    def numeric(self, node: Node) -> Value:
        """A number."""
        return self.field(node, lambda value: value.type.numeric and not value.many, "a number")

    def textual(self, node: Node) -> Value:
        """A text."""
        return self.field(node, lambda value: value.type is Type.TEXT and not value.many, "a text")

    def point(self, node: Node) -> Value:
        """A place."""
        return self.field(node, lambda value: value.type is Type.GEO, "a geo_point_2d field")

    def words(self, node: Node) -> str:
        """A text in quotes."""
        if not isinstance(node, tree.Text):
            self.refuse("a text in quotes was expected", node)
        return node.value[:_MOST_LETTERS]

    def figure(self, node: Node) -> float:
        """A number as it is written."""
        if not isinstance(node, tree.Number):
            self.refuse("a number was expected", node)
        return node.value

    def local(self, value: Value) -> Any:
        """A dated value as a local time."""
        return local_time(value, self.context.flavour, self.context.zone)

    def checked(self, node: Node, make: Callable[[], Any]) -> Any:
        """What a maker makes, its refusal told with the place."""
        try:
            return make()
        except ValueError as error:
            self.refuse(str(error), node)

    def _number(self, node: tree.Number) -> Value:
        whole = isinstance(node.value, int)
        kind = BigInteger if whole else Double
        sql = cast(literal(node.value, kind), kind)
        return Value(sql, Type.INT if whole else Type.DOUBLE, constant=node.value)

    def _text(self, node: tree.Text) -> Value:
        return Value(cast(literal(node.value, Text), Text), Type.TEXT, constant=node.value)

    def _known(self, node: tree.Known) -> Value:
        if node.value is None:
            return Value(cast(null(), Text), Type.TEXT)
        return Value(cast(literal(node.value, Boolean), Boolean), Type.BOOL, constant=node.value)

    def _moment(self, node: tree.Moment) -> Value:
        moment = self.checked(node, lambda: instant(node.value, self.context.zone))
        text = moment.isoformat()
        return Value(cast(literal(text, Text), Text), Type.DATETIME, constant=node.value)

    def _arithmetic(self, node: tree.Arithmetic) -> Value:
        left, right = self.numeric(node.left), self.numeric(node.right)
        both = Type.INT if left.type is right.type is Type.INT else Type.DOUBLE
        if node.operator == "/":
            divisor = func.nullif(cast(right.sql, Double), 0.0, type_=Double)
            return Value((cast(left.sql, Double) / divisor).self_group(), Type.DOUBLE)
        a, b = (
            (left.sql, right.sql) if both is Type.INT else (cast(left.sql, Double), cast(right.sql, Double))
        )
        sql = {"+": a + b, "-": a - b, "*": a * b}[node.operator]
        return Value(sql.self_group(), both)

    def _call(self, node: tree.Call) -> Value:
        function = FUNCTIONS.get(node.function)
        if function is None:
            self.refuse(f"unknown function {node.function}()", node)
        return function(self, node)


_READERS: dict[type[Node], Callable[[Scalars, Any], Value]] = {
    tree.Name: Scalars.name,
    tree.Number: Scalars._number,
    tree.Text: Scalars._text,
    tree.Known: Scalars._known,
    tree.Moment: Scalars._moment,
    tree.Arithmetic: Scalars._arithmetic,
    tree.Call: Scalars._call,
}


def arguments(reader: Scalars, node: tree.Call, least: int, most: int | None = None) -> tuple[Node, ...]:
    """The arguments of a call, so many of them."""
    count, most = len(node.arguments), least if most is None else most
    if not least <= count <= most:
        told = str(least) if least == most else f"{least} to {most}"
        reader.refuse(f"{node.function}() takes {told} arguments", node)
    return node.arguments


def _length(reader: Scalars, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    return Value(func.length(reader.textual(of).sql, type_=BigInteger), Type.INT)


def _case(name: str) -> Callable[[Scalars, tree.Call], Value]:
    def change(reader: Scalars, node: tree.Call) -> Value:
        (of,) = arguments(reader, node, 1)
        return Value(getattr(func, name)(reader.textual(of).sql, type_=Text), Type.TEXT)

    return change


def _part(start: int, length: int) -> Callable[[Scalars, tree.Call], Value]:
    """A part of a date, as it is cut out of its local time."""

    def part(reader: Scalars, node: tree.Call) -> Value:
        (of,) = arguments(reader, node, 1)
        local = reader.local(reader.dated(of))
        return Value(cast(func.substr(local, start, length), BigInteger), Type.INT)

    return part


def _weekday(reader: Scalars, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    local = reader.local(reader.dated(of))
    return Value(reader.context.flavour.weekday(local), Type.INT)


def _quarter(reader: Scalars, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    month = cast(func.substr(reader.local(reader.dated(of)), 6, 2), BigInteger)
    return Value(reader.context.flavour.floor((month + 2) / literal(3.0, Double)), Type.INT)


def _date_format(reader: Scalars, node: tree.Call) -> Value:
    of, pattern, *language = arguments(reader, node, 2, 3)
    local = reader.local(reader.dated(of))
    named = reader.words(language[0]) if language else reader.context.language
    text = reader.words(pattern)
    sql = reader.checked(pattern, lambda: formatted(local, text, reader.context.flavour, named))
    return Value(sql, Type.TEXT)


def _now(reader: Scalars, node: tree.Call) -> Value:
    parts: dict[str, int] = {}
    for argument in node.arguments:
        name, figure = _named(reader, argument)
        parts.pop(name, None)
        parts[name] = figure
    moment = reader.checked(node, lambda: shifted(reader.context.now, parts))
    text = moment.isoformat()
    return Value(cast(literal(text, Text), Text), Type.DATETIME, constant=text)


def _named(reader: Scalars, argument: Node) -> tuple[str, int]:
    """A parameter ``name=integer``; the grammar reads it as a comparison."""
    if isinstance(argument, tree.Comparison) and isinstance(argument.left, tree.Name):
        figure = reader.figure(argument.right)
        if argument.operator == "=" and isinstance(figure, int):
            return argument.left.name.lower(), figure
    reader.refuse("a parameter name=integer was expected", argument)


def _ifnull(reader: Scalars, node: tree.Call) -> Value:
    first, second = arguments(reader, node, 2)
    value, otherwise = reader.value(first), reader.value(second)
    if value.many or otherwise.many:
        reader.refuse("a field with one value was expected", node)
    if value.type is otherwise.type:
        return Value(func.coalesce(value.sql, otherwise.sql), value.type)
    if value.type.numeric and otherwise.type.numeric:
        return Value(func.coalesce(cast(value.sql, Double), cast(otherwise.sql, Double)), Type.DOUBLE)
    reader.refuse("ifnull() takes two values of one type", node)


def _distance(reader: Scalars, node: tree.Call) -> Value:
    of, shape = arguments(reader, node, 2)
    if not isinstance(shape, tree.Shape):
        reader.refuse("a geometry was expected", shape)
    point = reader.point(of)
    latitude, longitude = reader.checked(shape, lambda: centre(shape.value))
    return Value(reader.context.flavour.metres(point.sql, latitude, longitude), Type.DOUBLE)


def _json_format(reader: Scalars, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    value = reader.field(of, lambda value: value.type in (Type.JSON, Type.TEXT), "a text or JSON field")
    return replace(value, constant=None)


FUNCTIONS: dict[str, Callable[[Scalars, tree.Call], Value]] = {
    "length": _length,
    "lower": _case("lower"),
    "upper": _case("upper"),
    "year": _part(1, 4),
    "month": _part(6, 2),
    "day": _part(9, 2),
    "hour": _part(12, 2),
    "minute": _part(15, 2),
    "second": _part(18, 2),
    "dayofweek": _weekday,
    "quarter": _quarter,
    "date_format": _date_format,
    "now": _now,
    "ifnull": _ifnull,
    "distance": _distance,
    "json_format": _json_format,
}
