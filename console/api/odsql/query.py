"""From the clauses of a request to the statements that answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, Text, cast, func, select, true

from console.api.odsql import tree
from console.api.odsql.aggregates import FINISHES, Aggregated, Inner, aggregates_in, same
from console.api.odsql.conditions import Conditions, cheap_first
from console.api.odsql.context import Context
from console.api.odsql.errors import ODSQLError
from console.api.odsql.groups import Finish, Key, key_of
from console.api.odsql.parse import parse_items, parse_order, parse_where
from console.api.odsql.scalars import Scalars
from console.api.odsql.tree import Item, Node, Ordered
from console.api.odsql.values import Predicate, Schema, Type, Value

MOST_GROUPS = 20_000


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a request as they are written; all of ``where`` must hold."""

    select: str = ""
    where: tuple[str, ...] = ()
    group_by: str = ""
    order_by: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A member of each result: its name, its type, and what is made of the database's answer.

    ``width`` is the number of columns of the answer that it takes.
    """

    label: str
    type: Type
    many: bool = False
    finish: Finish | None = None
    width: int = 1


@dataclass(frozen=True, slots=True)
class Query:
    """The statement without its limit, and the one that counts its rows.

    ``key`` is that of the rows where they come in the order of the store, which is theirs.
    """

    statement: Select[Any]
    counting: Select[Any]
    outputs: tuple[Output, ...]
    grouped: bool
    key: ColumnElement[Any] | None = None


def conditions(schema: Schema, context: Context, where: Sequence[str]) -> list[Predicate]:
    """The conditions of a request.

    Raises:
        ODSQLError: one of them cannot be read.
    """
    names = {name: field.value for name, field in schema.fields.items()}
    reader = Conditions(Scalars(names, context, "where"), schema)
    return cheap_first(reader.condition(parse_where(text)) for text in where if text.strip())


def compiled(schema: Schema, context: Context, clauses: Clauses, extra: Sequence[Predicate] = ()) -> Query:
    """The query of a request; ``extra`` are conditions beside those of the clauses.

    Raises:
        ODSQLError: a clause cannot be read.
    """
    held = [*conditions(schema, context, clauses.where), *extra]
    selected = parse_items("select", clauses.select) if clauses.select.strip() else ()
    keys = parse_items("group_by", clauses.group_by) if clauses.group_by.strip() else ()
    order = parse_order(clauses.order_by) if clauses.order_by.strip() else ()
    if keys or any(aggregates_in(item.of) for item in selected):
        return _Grouping(schema, context, held).query(selected, keys, order)
    return _Listing(schema, context, held).query(selected, order)


def sorting(schema: Schema, context: Context, order_by: str) -> list[ColumnElement[Any]]:
    """The order of rows that are not grouped, a total one; none where none is asked for.

    Raises:
        ODSQLError: it cannot be read.
    """
    if not order_by.strip():
        return []
    names = {name: field.value for name, field in schema.fields.items()}
    reader = Scalars(names, context, "order_by")
    listing, order = _Listing(schema, context, []), parse_order(order_by)
    return [*(listing.sorted(reader, part) for part in order), _ties(schema, order)]


def _ties(schema: Schema, order: Sequence[Ordered]) -> ColumnElement[Any]:
    """Equal rows by their id, against the direction of the first key.

    So lies the index of the latest, days falling and ids rising: it is read from one end or from the other.
    """
    return schema.ties.asc() if order[0].descending else schema.ties.desc()


@dataclass(frozen=True)
class _Listing:
    """Rows as they are."""

    schema: Schema
    context: Context
    held: Sequence[Predicate]

    def query(self, selected: Sequence[Item], order: Sequence[Ordered]) -> Query:
        reader = Scalars(self._names(), self.context, "select")
        chosen = self._chosen(reader, selected)
        labels = {**self._names(), **chosen}
        order_of = [self.sorted(replace(reader, names=labels, clause="order_by"), part) for part in order]
        columns = [value.sql.label(f"o{at}") for at, value in enumerate(chosen.values())]
        statement = select(*columns).select_from(self.schema.source).where(*self.held)
        counting = select(func.count()).select_from(self.schema.source).where(*self.held)
        read = {item.label for item in selected if _is_call(item.of, "json_format")}
        outputs = tuple(
            Output(label, value.type, value.many, parsed if label in read else None)
            for label, value in chosen.items()
        )
        ties = _ties(self.schema, order) if order else self.schema.key
        sorted_by = statement.order_by(*order_of, ties)
        return Query(sorted_by, counting, outputs, grouped=False, key=None if order else self.schema.key)

    def _names(self) -> Mapping[str, Value]:
        return {name: field.value for name, field in self.schema.fields.items()}

    def _chosen(self, reader: Scalars, selected: Sequence[Item]) -> dict[str, Value]:
        names = self._names()
        if not selected or all(_is_call(item.of, "exclude") for item in selected):
            selected = (Item(tree.Star(0, 0), "*", named=False), *selected)
        chosen: dict[str, Value] = {}
        for item in selected:
            if isinstance(item.of, tree.Star):
                chosen |= {name: names[name] for name in self.schema.starred}
            elif _is_call(item.of, "include"):
                chosen |= {name: names[name] for name in _matching(reader, item.of, names)}
            elif _is_call(item.of, "exclude"):
                left_out = set(_matching(reader, item.of, names))
                chosen = {name: value for name, value in chosen.items() if name not in left_out}
            else:
                chosen[item.label] = reader.value(item.of)
        if not chosen:
            reader.refuse("no field is left to select", selected[0].of)
        return chosen

    def sorted(self, reader: Scalars, part: Ordered) -> ColumnElement[Any]:
        """A part of the order."""
        if _is_call(part.of, "random"):
            key = cast(
                self.schema.fields["id"].value.sql if "id" in self.schema.fields else self.schema.key, Text
            )
            return self.context.flavour.shuffled(key, _seed(reader, part.of))
        return _directed(reader, part, reader.value(part.of))


@dataclass(frozen=True)
class _Grouping:
    """Groups of rows."""

    schema: Schema
    context: Context
    held: Sequence[Predicate]

    def query(self, selected: Sequence[Item], keys: Sequence[Item], order: Sequence[Ordered]) -> Query:
        names = {name: field.value for name, field in self.schema.fields.items()}
        rows = Scalars(names, self.context, "group_by")
        inner, source, made = Inner(), self.schema.source, []
        for item in keys:
            key = key_of(rows, item.of)
            if key.value.many:
                element, elements = self.context.flavour.elements(key.value.sql)
                source = source.join(elements, onclause=true(), isouter=True)
                key = replace(key, value=Value(element, key.value.type))
            made.append((item, key, inner.take(key.value)))
        reader = Aggregated(
            {item.label: value for item, _, value in made},
            self.context,
            "select",
            rows=replace(rows, clause="select"),
            inner=inner,
            keys=tuple((item.of, value) for item, _, value in made),
        )
        outputs, columns = _outputs(reader, selected or keys, made)
        order_of = _sorting(reader, selected, order)
        key_columns = [value.sql for _, _, value in made]
        under = select(*(sql.label(name) for name, sql in _columns(inner))).select_from(source)
        groups = select(*(sql.label(f"o{at}") for at, sql in enumerate(columns)))
        groups = groups.select_from(under.where(*self.held).subquery("rows")).group_by(*key_columns)
        counting = select(func.count()).select_from(groups.limit(MOST_GROUPS).subquery("groups"))
        last = [column.asc().nulls_last() for column in key_columns]
        return Query(groups.order_by(*order_of, *last), counting, outputs, grouped=True)


Made = tuple[Item, Key, Value]


def _columns(inner: Inner) -> list[tuple[str, ColumnElement[Any]]]:
    """The columns under the groups; count(*) needs one also where it takes none."""
    return list(inner.columns.items()) or [("c0", cast("", Text))]


def _outputs(
    reader: Aggregated, selected: Sequence[Item], made: Sequence[Made]
) -> tuple[tuple[Output, ...], list[ColumnElement[Any]]]:
    outputs: dict[str, Output] = {}
    columns: dict[str, list[ColumnElement[Any]]] = {}
    for item in selected:
        if isinstance(item.of, tree.Star):
            reader.refuse("* cannot be selected beside groups", item.of)
        key = next((key for each, key, _ in made if same(each.of, item.of) or _names(item, each)), None)
        if key is not None and key.point is not None:
            outputs[item.label] = Output(item.label, Type.GEO, finish=_middle, width=2)
            columns[item.label] = _middles(reader, key.point)
            continue
        value = reader.value(item.of)
        finish = key.finish if key else _finish(item.of)
        outputs[item.label] = Output(item.label, value.type, value.many, finish)
        columns[item.label] = [value.sql]
    return tuple(outputs.values()), [column for each in columns.values() for column in each]


def _names(item: Item, key: Item) -> bool:
    return isinstance(item.of, tree.Name) and item.of.name == key.label


def _finish(node: Node) -> Finish | None:
    return FINISHES.get(node.function) if isinstance(node, tree.Call) else None


def _middles(reader: Aggregated, point: Value) -> list[ColumnElement[Any]]:
    flavour = reader.context.flavour
    ends = [Value(part(point.sql), Type.DOUBLE) for part in (flavour.latitude, flavour.longitude)]
    return [func.avg(reader.inner.take(end).sql) for end in ends]


def _middle(pair: tuple[float | None, float | None]) -> dict[str, float] | None:
    latitude, longitude = pair
    return None if latitude is None or longitude is None else {"lon": longitude, "lat": latitude}


def _sorting(
    reader: Aggregated, selected: Sequence[Item], order: Sequence[Ordered]
) -> list[ColumnElement[Any]]:
    """Aggregates go before fields, as the vendor has it."""
    labels = {item.label: item.of for item in selected if item.named and item.label not in reader.names}
    reader = replace(reader, clause="order_by")
    made, fields_seen = [], False
    for part in order:
        of = part.of
        if isinstance(of, tree.Name) and of.name in labels:
            of = labels[of.name]
        if aggregates_in(of) and fields_seen:
            reader.refuse("aggregations must come before fields", part.of)
        fields_seen = fields_seen or not aggregates_in(of)
        made.append(_directed(reader, part, reader.value(of)))
    return made


def _directed(reader: Scalars, part: Ordered, value: Value) -> ColumnElement[Any]:
    if value.many or value.type in (Type.JSON, Type.GEO):
        reader.refuse("rows cannot be sorted by that field", part.of)
    # A parameter as a sort key would be read as the number of a column.
    sql = value.native if value.native is not None else value.sql
    return (sql.desc() if part.descending else sql.asc()).nulls_last()


def _is_call(node: Node, function: str) -> bool:
    return isinstance(node, tree.Call) and node.function == function


def _matching(reader: Scalars, node: Node, names: Mapping[str, Value]) -> list[str]:
    """The names that an include or exclude means."""
    found: list[str] = []
    for part in getattr(node, "arguments", ()):
        if isinstance(part, tree.Pattern):
            found += [name for name in names if name.startswith(part.start)]
        elif isinstance(part, tree.Name):
            found += [name for name in names if name == part.name]
        else:
            reader.refuse("a name of a field was expected", part)
    return found


def parsed(text: str | None) -> Any:
    """What a text says in JSON; one that is none says itself."""
    try:
        return None if text is None else orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def _seed(reader: Scalars, node: Node) -> str:
    given = getattr(node, "arguments", ())
    if len(given) > 1:
        reader.refuse("random() takes one number", node)
    return str(reader.figure(given[0])) if given else "0"


__all__ = ["Clauses", "ODSQLError", "Output", "Query", "compiled", "conditions"]
