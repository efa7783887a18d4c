"""Cells in the terms of SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, reduce
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Table, Text, case, func, literal, type_coerce

from console.exports.cells import as_text
from console.exports.sql.layout import is_json, is_list
from core.clock import paris
from core.model.dataset import Column, Kind

_ARGUMENTS, _MEMBERS = 60, 50
"""Cells in one call of printf, members of one object: a function takes 127 arguments."""

Cell = ColumnElement[Any]


def prepare(tx: Connection) -> None:
    """Give the connection the clock of Paris."""
    raw: Any = tx.connection.driver_connection
    raw.create_function("veille_paris", 1, _paris, deterministic=True)


def joined(before: str, between: Sequence[str], after: str, cells: Sequence[Cell]) -> Cell:
    """One text a row: each cell after its text of ``between``, in one call of printf where that can be."""
    parts: list[Cell] = []
    for start in range(0, len(cells), _ARGUMENTS):
        form = "".join(f"{_bare(text)}%s" for text in between[start : start + _ARGUMENTS])
        parts.append(func.printf(form, *cells[start : start + _ARGUMENTS], type_=Text))
    ends = [literal(each, Text) for each in (before, after)]
    return reduce(lambda found, part: found.concat(part), [ends[0], *parts, ends[1]])


def _bare(text: str) -> str:
    return text.replace("%", "%%")


def text(column: Column, field: Cell, separator: str) -> Cell:
    """The text of a cell; a list keeps the escapes of JSON, which :func:`unescaped` takes away."""
    if is_list(column):
        return func.replace(func.substr(field, 3, func.length(field) - 4), '","', separator)
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
    return func.veille_paris(field) if column.kind is Kind.DATETIME else field


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
    Kind.DATETIME: func.veille_paris,
}
"""Kinds that are not stored as their readers see them."""
