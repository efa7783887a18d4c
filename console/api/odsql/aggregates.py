"""Expressions that have a value in each group: keys, aggregates and what is computed of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Double, cast, column, func

from console.api.odsql import tree
from console.api.odsql.groups import Finish
from console.api.odsql.places import box, hull
from console.api.odsql.scalars import Scalars, arguments
from console.api.odsql.tree import Node
from console.api.odsql.values import Type, Value


@dataclass
class Inner:
    """The columns of the rows under the groups: a parameter must stand once only, in them."""

    columns: dict[str, ColumnElement[Any]] = field(default_factory=dict)

    def take(self, value: Value) -> Value:
        """A value of a row as a column that the groups are made of."""
        name = f"c{len(self.columns)}"
        self.columns[name] = value.sql
        return Value(column(name, value.sql.type), value.type, value.many)


@dataclass(frozen=True)
class Aggregated(Scalars):
    """Reads expressions over groups; ``names`` are their keys, ``rows`` reads what is inside an aggregate."""

    rows: Scalars = field(kw_only=True)
    inner: Inner = field(kw_only=True)
    keys: tuple[tuple[Node, Value], ...] = ()

    def value(self, node: Node) -> Value:
        """The value of an expression in a group."""
        for key, value in self.keys:
            if same(key, node):
                return value
        if isinstance(node, tree.Call) and node.function in AGGREGATES:
            return AGGREGATES[node.function](self, node)
        if isinstance(node, tree.Name) and node.name not in self.names and node.name in self.rows.names:
            self.refuse(f"{node.name!r} must be in the group_by or inside an aggregate", node)
        return super().value(node)


def aggregates_in(node: object) -> bool:
    """Whether an expression has an aggregate in it."""
    if isinstance(node, tree.Call) and node.function in AGGREGATES:
        return True
    return any(aggregates_in(part) for part in _parts(node))


def same(one: object, other: object) -> bool:
    """Whether two expressions say the same, wherever they stand."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, tree.Name) and isinstance(other, tree.Name):
        return one.name == other.name
    if isinstance(one, Node):
        names = [name for name in _slots(one) if name not in ("at", "end")]
        return all(same(getattr(one, name), getattr(other, name)) for name in names)
    return one == other


def _parts(node: object) -> list[object]:
    if isinstance(node, tuple):
        return list(node)
    if isinstance(node, Node):
        return [getattr(node, name) for name in _slots(node) if name not in ("at", "end")]
    return []


def _slots(node: Node) -> tuple[str, ...]:
    return tuple(type(node).__dataclass_fields__)


def _count(reader: Aggregated, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    if isinstance(of, tree.Star):
        return Value(func.count(), Type.INT)
    if isinstance(of, tree.Distinct):
        return Value(func.count(reader.inner.take(reader.rows.value(of.of)).sql.distinct()), Type.INT)
    return Value(func.count(reader.inner.take(reader.rows.value(of)).sql), Type.INT)


def _sum(reader: Aggregated, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    value = reader.inner.take(reader.rows.numeric(of))
    kind = BigInteger if value.type is Type.INT else Double
    return Value(cast(func.sum(value.sql), kind), value.type)


def _avg(reader: Aggregated, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    value = reader.inner.take(reader.rows.numeric(of))
    return Value(cast(func.avg(cast(value.sql, Double)), Double), Type.DOUBLE)


def _end(name: str) -> Callable[[Aggregated, tree.Call], Value]:
    def end(reader: Aggregated, node: tree.Call) -> Value:
        (of,) = arguments(reader, node, 1)
        value = reader.rows.field(
            of,
            lambda each: (each.type.numeric or each.type.dated) and not each.many,
            "a number or a date",
        )
        taken = reader.inner.take(value)
        return Value(getattr(func, name)(taken.sql), taken.type)

    return end


def _median(reader: Aggregated, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    return _share(reader, of, 0.5)


def _percentile(reader: Aggregated, node: tree.Call) -> Value:
    of, percent = arguments(reader, node, 2)
    share = reader.figure(percent)
    if not 0 <= share <= 100:
        reader.refuse("a percentile is from 0 to 100", percent)
    return _share(reader, of, share / 100)


def _share(reader: Aggregated, of: Node, share: float) -> Value:
    value = reader.inner.take(reader.rows.numeric(of))
    return Value(reader.context.flavour.percentile(cast(value.sql, Double), share), Type.DOUBLE)


def _points(reader: Aggregated, node: tree.Call) -> Value:
    (of,) = arguments(reader, node, 1)
    value = reader.inner.take(reader.rows.point(of))
    return Value(reader.context.flavour.joined(value.sql), Type.JSON)


AGGREGATES: dict[str, Callable[[Aggregated, tree.Call], Value]] = {
    "count": _count,
    "sum": _sum,
    "avg": _avg,
    "min": _end("min"),
    "max": _end("max"),
    "median": _median,
    "percentile": _percentile,
    "envelope": _points,
    "bbox": _points,
}

FINISHES: dict[str, Finish] = {"envelope": hull, "bbox": box}
"""What is made of an aggregate after the database has answered."""
