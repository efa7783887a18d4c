"""Cells in the terms of SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, reduce
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Compiled,
    Connection,
    LargeBinary,
    Select,
    Subquery,
    Table,
    Text,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    type_coerce,
)

from console.exports.cells import BAR, as_text
from console.exports.sql.layout import SLASH, is_json, is_list
from console.exports.sql.marks import CELL, QUOTE, ROW
from core.clock import paris
from core.model.dataset import Column, Kind
from core.storage.beside import beside
from core.storage.types import UtcDateTime

_ARGUMENTS, _MEMBERS = 60, 50
"""Cells in one call of printf, members of one object: a function takes 127 arguments."""

Cell = ColumnElement[Any]


def prepare(tx: Connection) -> None:
    """Give the connection, and those beside it, the clock of Paris."""
    for each in (tx.connection.driver_connection, *beside(tx)):
        raw: Any = each
        raw.create_function("veille_paris", 1, _paris, deterministic=True)


def joined(before: str, between: Sequence[str], after: str, cells: Sequence[Cell]) -> Cell:
    """One text a row: each cell after its text of ``between``, in one call of printf where that can be."""
    parts: list[Cell] = []
    for start in range(0, len(cells), _ARGUMENTS):
        form = "".join(f"{_bare(text)}%s" for text in between[start : start + _ARGUMENTS])
        parts.append(func.printf(form, *cells[start : start + _ARGUMENTS], type_=Text))
    ends = [literal(each, Text) for each in (before, after)]
    return reduce(lambda found, part: found.concat(part), [ends[0], *parts, ends[1]])


def marked(columns: Sequence[Column], table: Table, separator: str) -> Cell:
    """A row as one text, its cells after their marks; one of JSON has its quotation marks as CSV has them."""
    marks = [ROW, *[CELL] * (len(columns) - 1)]
    cells = [
        _json_in_quotes(table.c[column.name])
        if is_json(column)
        else text(column, table.c[column.name], separator)
        for column in columns
    ]
    parts: list[Cell] = []
    for start in range(0, len(cells), _ARGUMENTS):
        form = b"".join(mark + b"%s" for mark in marks[start : start + _ARGUMENTS])
        parts.append(func.printf(_raw(form), *cells[start : start + _ARGUMENTS], type_=Text))
    return reduce(lambda found, part: found.concat(part), parts)


def _raw(data: bytes) -> Cell:
    """A text of bytes that no text has."""
    return cast(literal(data, LargeBinary), Text)


def _json_in_quotes(field: Cell) -> Cell:
    told = func.replace(type_coerce(field, Text), '"', _raw(QUOTE * 2), type_=Text)
    return case((field.is_not(None), _raw(QUOTE).concat(told).concat(_raw(QUOTE))))


def batch(lines: Subquery, between: str) -> Cell:
    """All lines of a part of the rows as bytes, in its order."""
    return cast(func.group_concat(lines.c.line, between), LargeBinary)


def reads_by_id(tx: Connection, query: Select[Any]) -> bool:
    """Whether rows come by their id as they are found, without being sorted."""
    compiled = query.compile(dialect=tx.dialect, compile_kwargs={"render_postcompile": True})
    plan = driver_cursor(tx.connection.driver_connection, compiled, "EXPLAIN QUERY PLAN ")
    return not any("TEMP B-TREE" in row[-1] for row in plan.fetchall())


def driver_cursor(connection: Any, compiled: Compiled, lead: str = "", **values: Any) -> Any:
    """A cursor of a connection of the driver's own: rows of text and bytes need no more."""
    given: Any = compiled
    treat, all_values = given._bind_processors, given.construct_params(values)
    names = given.positiontup or ()
    cursor: Any = connection.cursor()
    cursor.execute(
        lead + str(compiled),
        [treat[name](all_values[name]) if name in treat else all_values[name] for name in names],
    )
    return cursor


def _bare(text: str) -> str:
    return text.replace("%", "%%")


def text(column: Column, field: Cell, separator: str) -> Cell:
    """The text of a cell; a list keeps the escapes of JSON, which :mod:`csv_rows` takes away."""
    if is_list(column):
        told, comma = func.substr(field, 3, func.length(field) - 4), '","'
        plain = case((func.instr(field, comma) > 0, func.replace(told, comma, separator)), else_=told)
        if separator != BAR:
            return plain
        bars = func.replace(func.replace(told, SLASH, SLASH * 2), BAR, SLASH + BAR)
        has = or_(func.instr(field, BAR) > 0, func.instr(field, SLASH) > 0)
        return case((has, func.replace(bars, comma, separator)), else_=plain)
    return _PLAIN[column.kind](field) if column.kind in _PLAIN else field


def json_object(columns: Sequence[Column], table: Table) -> Cell:
    """A row as an object; a cell that is JSON already is put in as it stands, which costs no parsing."""
    if not any(map(is_json, columns)) and len(columns) <= _MEMBERS:
        return _object(columns, table)
    texts: list[Cell] = []
    for piece in _pieces(columns):
        if is_json(piece[0]):
            name = f"{orjson.dumps(piece[0].name).decode()}:"
            texts.append(
                literal(name, Text).concat(func.coalesce(type_coerce(table.c[piece[0].name], Text), "null"))
            )
        else:
            whole = _object(piece, table)
            texts.append(func.substr(whole, 2, func.length(whole) - 2))
    return func.printf("{" + ",".join(["%s"] * len(texts)) + "}", *texts, type_=Text)


def _pieces(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Columns by themselves where they are JSON, else as many together as one call takes."""
    for alone, group in groupby(columns, key=is_json):
        found = list(group)
        size = 1 if alone else _MEMBERS
        yield from (found[start : start + size] for start in range(0, len(found), size))


def _object(columns: Sequence[Column], table: Table) -> Cell:
    members = (each for column in columns for each in (column.name, _member(column, table.c[column.name])))
    return func.json_object(*members, type_=Text)


def _member(column: Column, field: Cell) -> Cell:
    if is_list(column):
        return func.json(field)
    if column.kind is Kind.BOOLEAN:
        return func.json(_boolean(field))
    return _by_paris(field) if column.kind is Kind.DATETIME else field


def json_text(field: Cell) -> Cell:
    """A text as a value of JSON."""
    return func.json_quote(field)


def point(field: Cell) -> Cell:
    """The geometry of a ``lat,lon``: longitude first in GeoJSON (RFC 7946)."""
    comma = func.instr(field, ",")
    found = func.printf(
        '{"type":"Point","coordinates":[%s,%s]}',
        func.substr(field, comma + 1),
        func.substr(field, 1, comma - 1),
    )
    return case((comma > 0, found), else_="null")


def nothing() -> Cell:
    """The geometry of a dataset without places."""
    return literal("null")


def _boolean(field: Cell) -> Cell:
    return case((field.is_(None), None), (field, "true"), else_="false")


def _by_paris(field: Cell) -> Cell:
    """An instant by the clock of Paris, told by SQLite alone for the summer time that the EU has since 1996.

    It begins on the last Sunday of March at 1:00 UTC and ends on that of October (directive 2000/84/EC). To
    call Python for each row costs more than the rest of the row.
    """
    stored = type_coerce(field, Text)
    stamp = isinstance(field.type, UtcDateTime)
    month, at = func.substr(stored, 6, 2), func.substr(stored, 1, 10).concat(func.substr(stored, 12, 2))
    turn = func.date(func.substr(stored, 1, 8).concat("25"), "weekday 0").concat("01")
    summer = case(
        (month.between("04", "09"), literal(1)),
        (month.between("11", "12"), literal(0)),
        (month == "03", at >= turn),
        (month == "10", at < turn),
        else_=0,
    )
    clock, form = func.substr(stored, 1, 19) if stamp else stored, "%Y-%m-%dT%H:%M:%S"
    fraction = false() if stamp else func.length(stored) != len("2026-03-03T10:00:00+00:00")
    return case(
        (stored.is_(None), None),
        (func.length(stored) == len("2026-03-03"), stored),
        (or_(fraction, stored < "1996", stored >= "2100"), func.veille_paris(stored)),
        (summer, func.strftime(f"{form}+02:00", clock, "+2 hours")),
        else_=func.strftime(f"{form}+01:00", clock, "+1 hours"),
    )


@lru_cache(maxsize=65536)
def _paris(text: str | None) -> str | None:
    """An instant as the readers' clock shows it; a day without an hour stays a day."""
    if text is None or len(text) == len("2026-03-03"):
        return text
    moment = datetime.fromisoformat(text)
    shown: date = paris(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment)
    return as_text(shown)


_PLAIN: dict[Kind, Callable[[Cell], Cell]] = {
    Kind.BOOLEAN: _boolean,
    Kind.AMOUNT: lambda field: case((field.is_not(None), func.printf("%.15g", field))),
    Kind.NUMBER: lambda field: case((field.is_not(None), func.printf("%.15g", field))),
    Kind.DATETIME: _by_paris,
}
"""Kinds that are not stored as their readers see them."""
