"""Cells in the terms of SQLite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, case, func, literal

from console.exports.cells import as_text
from console.exports.sql.layout import is_json, is_list
from core.clock import paris
from core.model.dataset import Column, Kind

_ARGUMENTS = 60
"""Cells in one call of printf, which takes 127 arguments."""

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


def json(column: Column, field: Cell) -> Cell:
    """A value of JSON."""
    if is_list(column) or is_json(column):
        return func.coalesce(field, "null")
    if column.kind is Kind.BOOLEAN:
        return func.coalesce(_boolean(field), "null")
    if column.kind is Kind.DATETIME:
        return func.json_quote(func.veille_paris(field))
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
