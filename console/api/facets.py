"""Facets: the values of a field with their numbers of rows, and the conditions that choose among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, not_, or_

from console.api.odsql import tree
from console.api.odsql.context import Context
from console.api.odsql.errors import ODSQLError
from console.api.odsql.moments import local_time
from console.api.odsql.parse import parse_items
from console.api.odsql.query import conditions
from console.api.odsql.values import Field, Predicate, Schema, Type
from console.api.refusals import BadParameter

MOST_VALUES = 200
_DAY = re.compile(r"\d{4}(/\d{2}(/\d{2})?)?")

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A facet to tell; ``sort`` is count, -count, alphanum, -alphanum, num or -num."""

    field: Field
    sort: str = "-count"
    limit: int = MOST_VALUES
    disjunctive: bool = True


def wanted(schema: Schema, asked: Sequence[str]) -> list[Wanted]:
    """The facets that are asked for; all of them where none is.

    Raises:
        ODSQLError, BadParameter: a facet is none.
    """
    if not asked:
        return [Wanted(field) for field in schema.fields.values() if field.facet]
    return [_wanted(schema, item.of) for text in asked for item in parse_items("select", text)]


def _wanted(schema: Schema, node: tree.Node) -> Wanted:
    if isinstance(node, tree.Name):
        return Wanted(_field(schema, node.name))
    if not isinstance(node, tree.Call) or node.function != "facet":
        raise ODSQLError("a field or facet() was expected", "facet", node.at)
    options: dict[str, Any] = {}
    for part in node.arguments:
        if isinstance(part, tree.Comparison) and isinstance(part.left, tree.Name):
            options[part.left.name.lower()] = getattr(part.right, "value", getattr(part.right, "name", None))
        else:
            options.setdefault("name", getattr(part, "value", getattr(part, "name", None)))
    limit = options.get("limit", MOST_VALUES)
    if not isinstance(limit, int) or not 0 < limit <= 1_000:
        raise ODSQLError("the limit of a facet is from 1 to 1000", "facet", node.at)
    sort = str(options.get("sort", "-count"))
    if sort.lstrip("-") not in ("count", "alphanum", "num"):
        raise ODSQLError("a facet is sorted by count, alphanum or num", "facet", node.at)
    return Wanted(
        _field(schema, str(options.get("name", ""))), sort, limit, options.get("disjunctive") is not False
    )


def _field(schema: Schema, name: str) -> Field:
    found = schema.fields.get(name)
    if found is None or found.value.type in (Type.JSON, Type.GEO):
        raise BadParameter(f"Unknown facet: {name[:100]!r}.")
    return found


def chosen(
    schema: Schema, context: Context, refine: Pairs, exclude: Pairs, but: str | None = None
) -> list[Predicate]:
    """The conditions of ``refine`` and ``exclude``: any of the values of a facet, all of the facets.

    Raises:
        BadParameter: a facet is none, or cannot have that value.
    """
    wanted: dict[str, list[Predicate]] = {}
    for name, value in refine:
        wanted.setdefault(name, []).append(_has(_field(schema, name), value, context, schema))
    held = [or_(*tests) for name, tests in wanted.items() if name != but]
    left_out = [_has(_field(schema, name), value, context, schema) for name, value in exclude]
    return [*held, *(not_(func.coalesce(test, False)) for test in left_out)]


def _has(field: Field, value: str, context: Context, schema: Schema) -> Predicate:
    if field.value.type.dated:
        return _in_period(field, value, context)
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    name = field.name.replace("`", "")
    kind = field.value.type
    literal = value if kind.numeric or kind is Type.BOOL else f'"{quoted}"'
    try:
        return and_(*conditions(schema, context, [f"`{name}` = {literal}"]))
    except ODSQLError:
        raise BadParameter(f"The facet {field.name!r} has no value {value[:100]!r}.") from None


def _in_period(field: Field, value: str, context: Context) -> Predicate:
    """A year, month or day: ``2020``, ``2020/11``, ``2020/11/03``."""
    text = value.replace("-", "/")
    if not _DAY.fullmatch(text):
        raise BadParameter(f"The facet {field.name!r} has no value {value[:100]!r}.")
    period = text.replace("/", "-")
    local = local_time(field.value, context.flavour, context.zone)
    made: Predicate = func.substr(local, 1, len(period)) == period
    return made


def depth_of(value: str) -> int:
    """1 for a year, 2 for a month, 3 for a day."""
    return value.count("/") + value.count("-") + 1
