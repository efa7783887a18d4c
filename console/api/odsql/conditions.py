"""Conditions of a where. What is unknown counts as false, also under NOT, which keeps rows without a value.

A condition that is unknown keeps no row anyway; only what is turned needs to be made false before. Elsewhere
it is left as it is, because an index helps with ``a = b`` and not with ``coalesce(a = b, false)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, and_, cast, false, func, not_, or_, select
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate

from console.api.odsql import tree
from console.api.odsql.compare import compared, has_text, typed
from console.api.odsql.places import METRES, centre, geometry, in_box, inside
from console.api.odsql.scalars import FUNCTIONS, Scalars, arguments
from console.api.odsql.tree import Node
from console.api.odsql.values import Predicate, Schema, Type, Value
from console.api.odsql.words import has_beginnings, has_nearly, has_words


def cheap_first(conditions: Iterable[Predicate]) -> list[Predicate]:
    """Those that call no function before the others: SQLite asks in the order in which they are written."""
    return sorted(
        conditions, key=lambda each: any(isinstance(part, FunctionElement) for part in iterate(each))
    )


@dataclass(frozen=True)
class Conditions:
    """Reads the conditions over a dataset."""

    scalars: Scalars
    schema: Schema

    def condition(self, node: Node) -> Predicate:
        """A condition; unknown where a value is, which under NOT is made false.

        Raises:
            ODSQLError: the node is none, or names what does not exist.
        """
        read = _READERS.get(type(node))
        if read is None:
            self.scalars.refuse("a condition was expected", node)
        found: Predicate = read(self, node)
        return found

    def _all(self, node: tree.All) -> Predicate:
        return and_(*cheap_first(self.condition(each) for each in node.of))

    def _any(self, node: tree.Any) -> Predicate:
        return or_(*(self.condition(each) for each in node.of))

    def _not(self, node: tree.Not) -> Predicate:
        return not_(func.coalesce(self.condition(node.of), false()))

    def _search(self, node: tree.Text) -> Predicate:
        words = self.schema.words
        flavour = self.scalars.context.flavour
        return self._told(node, lambda: has_words(words, self.scalars.words(node), flavour))

    def _name(self, node: tree.Name) -> Predicate:
        value = self.scalars.name(node)
        if value.type is not Type.BOOL:
            self.scalars.refuse("a boolean field was expected", node)
        return value.sql.is_(True)

    def _comparison(self, node: tree.Comparison) -> Predicate:
        if isinstance(node.right, tree.Known) and node.right.value is None:
            return false()
        left, right = self.scalars.value(node.left), self.scalars.value(node.right)
        if node.operator == "=" and left.many and left.type is Type.TEXT and isinstance(right.constant, str):
            return has_text(self.scalars.context.flavour, left.sql, right.constant)
        return self._element(left, lambda value: compared(self.scalars, node, node.operator, value, right))

    def _like(self, node: tree.Like) -> Predicate:
        asked = self.scalars.words(node.words)
        value = self._text_field(node.field)
        found = self._told(node, lambda: has_words(self._folded(value), asked, self.scalars.context.flavour))
        return and_(value.sql.is_not(None), found)

    def _is(self, node: tree.Is) -> Predicate:
        value = self.scalars.value(node.of)
        if node.value is None:
            return value.sql.is_not(None) if node.negated else value.sql.is_(None)
        if value.type is not Type.BOOL:
            self.scalars.refuse("a boolean field was expected", node.of)
        right = func.coalesce(value.sql, not node.value).is_(node.value)
        return not_(right) if node.negated else right

    def _between(self, node: tree.Between) -> Predicate:
        value = self.scalars.value(node.of)
        bounds = [
            (operator, self.scalars.value(bound), bound)
            for operator, bound in (
                (">=" if node.with_low else ">", node.low),
                ("<=" if node.with_high else "<", node.high),
            )
            if bound is not None
        ]
        return self._element(
            value,
            lambda each: and_(
                each.sql.is_not(None),
                *(compared(self.scalars, at, operator, each, bound) for operator, bound, at in bounds),
            ),
        )

    def _among(self, node: tree.Among) -> Predicate:
        values = [(self.scalars.value(each), each) for each in node.values]
        of = self.scalars.value(node.of)
        return self._element(
            of, lambda each: or_(*(compared(self.scalars, at, "=", each, value) for value, at in values))
        )

    def _call(self, node: tree.Call) -> Predicate:
        predicate = PREDICATES.get(node.function)
        if predicate is not None and not (node.function == "distance" and len(node.arguments) < 3):
            return predicate(self, node)
        known = node.function in FUNCTIONS
        problem = "{}() is no condition: compare it" if known else "unknown function {}()"
        self.scalars.refuse(problem.format(node.function), node)

    def _element(self, value: Value, test: Callable[[Value], Predicate]) -> Predicate:
        """The test of a value; of a list, of any of its elements."""
        if not value.many:
            return test(value)
        element, source = self.scalars.context.flavour.elements(value.sql)
        return select(1).select_from(source).where(test(typed(element, value.type))).exists()

    def _text_field(self, node: Node) -> Value:
        return self.scalars.field(node, lambda value: value.type is Type.TEXT, "a text field")

    def _folded(self, value: Value) -> Any:
        return self.scalars.context.flavour.folded(cast(value.sql, Text))

    def _told(self, node: Node, make: Callable[[], Predicate]) -> Predicate:
        made: Predicate = self.scalars.checked(node, make)
        return made


_READERS: dict[type[Node], Callable[[Conditions, Any], Predicate]] = {
    tree.All: Conditions._all,
    tree.Any: Conditions._any,
    tree.Not: Conditions._not,
    tree.Text: Conditions._search,
    tree.Name: Conditions._name,
    tree.Comparison: Conditions._comparison,
    tree.Like: Conditions._like,
    tree.Is: Conditions._is,
    tree.Between: Conditions._between,
    tree.Among: Conditions._among,
    tree.Call: Conditions._call,
}


def _words_in(search: Callable[..., Predicate]) -> Callable[[Conditions, tree.Call], Predicate]:
    """``search(field, …, "words")``; without a field or with ``*`` in all of them."""

    def find(reader: Conditions, node: tree.Call) -> Predicate:
        *fields, words = arguments(reader.scalars, node, 1, 20)
        asked = reader.scalars.words(words)
        everywhere = not fields or any(isinstance(field, tree.Star) for field in fields)
        texts = (
            [reader.schema.words]
            if everywhere
            else [reader._folded(reader._text_field(field)) for field in fields]
        )
        flavour = reader.scalars.context.flavour
        return reader._told(words, lambda: or_(*(search(text, asked, flavour) for text in texts)))

    return find


def _startswith(reader: Conditions, node: tree.Call) -> Predicate:
    of, start = arguments(reader.scalars, node, 2)
    value, letters = reader._text_field(of), reader.scalars.words(start)
    return reader._element(value, lambda each: func.substr(each.sql, 1, len(letters)) == letters)


def _within_distance(reader: Conditions, node: tree.Call) -> Predicate:
    of, shape, radius = arguments(reader.scalars, node, 3)
    scalars = reader.scalars
    if not isinstance(shape, tree.Shape):
        scalars.refuse("a geometry was expected", shape)
    if not isinstance(radius, tree.Measure) or radius.unit.lower() not in METRES:
        scalars.refuse(f"a distance was expected, in {', '.join(METRES)}", radius)
    point = scalars.point(of)
    latitude, longitude = scalars.checked(shape, lambda: centre(shape.value))
    metres = scalars.context.flavour.metres(point.sql, latitude, longitude)
    return and_(point.sql.is_not(None), metres <= radius.value * METRES[radius.unit.lower()])


def _in_bbox(reader: Conditions, node: tree.Call) -> Predicate:
    of, *corners = arguments(reader.scalars, node, 5)
    point = reader.scalars.point(of)
    a, b, c, d = (float(reader.scalars.figure(corner)) for corner in corners)
    return and_(point.sql.is_not(None), in_box(point.sql, (a, b, c, d), reader.scalars.context.flavour))


def _inside(reader: Conditions, node: tree.Call) -> Predicate:
    of, shape = node.arguments[:2] if len(node.arguments) >= 2 else arguments(reader.scalars, node, 2)
    scalars = reader.scalars
    if not isinstance(shape, tree.Shape):
        scalars.refuse("a geometry was expected", shape)
    point = scalars.point(of)
    area = scalars.checked(shape, lambda: geometry(shape.value))
    found = scalars.checked(shape, lambda: inside(point.sql, area, scalars.context.flavour))
    return and_(point.sql.is_not(None), found)


def _area(reader: Conditions, node: tree.Call) -> Predicate:
    arguments(reader.scalars, node, 2)
    return _inside(reader, node)


def _outside(reader: Conditions, node: tree.Call) -> Predicate:
    of, _ = arguments(reader.scalars, node, 2)
    return and_(reader.scalars.point(of).sql.is_not(None), not_(_inside(reader, node)))


def _geometry(reader: Conditions, node: tree.Call) -> Predicate:
    of, _, mode = arguments(reader.scalars, node, 3)
    word = mode.name.lower() if isinstance(mode, tree.Name) else ""
    if word not in ("intersects", "disjoint", "within"):
        reader.scalars.refuse("INTERSECTS, DISJOINT or WITHIN was expected", mode)
    found = _inside(reader, node)
    return found if word != "disjoint" else and_(reader.scalars.point(of).sql.is_not(None), not_(found))


PREDICATES: dict[str, Callable[[Conditions, tree.Call], Predicate]] = {
    "search": _words_in(has_nearly),
    "suggest": _words_in(has_beginnings),
    "startswith": _startswith,
    "within_distance": _within_distance,
    "distance": _within_distance,
    "in_bbox": _in_bbox,
    "intersects": _area,
    "within": _area,
    "polygon": _area,
    "disjoint": _outside,
    "geometry": _geometry,
}
