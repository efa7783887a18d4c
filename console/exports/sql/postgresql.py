"""Cells in the terms of PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Subquery, Table, Text, case, cast, func, literal, or_
from sqlalchemy import text as statement
from sqlalchemy.dialects.postgresql import TIMESTAMP, aggregate_order_by

from console.exports.cells import BAR
from console.exports.sql.layout import SLASH, is_json, is_list
from core.model.dataset import Column, Kind

_ARGUMENTS = 80
"""Cells in one call of concat, which takes 100 arguments; each comes with the text before it."""

MARK = "\x1f"
"""Before a cell: PostgreSQL has no text of other bytes than UTF-8."""

Cell = ColumnElement[Any]


def prepare(tx: Connection) -> None:
    """Instants are written by the clock of Paris, in this transaction."""
    tx.execute(statement("SET LOCAL TIME ZONE 'Europe/Paris'"))


def joined(before: str, between: Sequence[str], after: str, cells: Sequence[Cell]) -> Cell:
    """One text a row: each cell after its text of ``between``."""
    parts: list[Any] = [literal(before, Text)] if before else []
    half = _ARGUMENTS // 2
    for start in range(0, len(cells), half):
        pairs = zip(between[start : start + half], cells[start : start + half], strict=True)
        parts.append(
            func.concat(*(each for lead, cell in pairs for each in (_said(lead), cell) if each is not None))
        )
    return func.concat(*parts, literal(after, Text))


def marked(columns: Sequence[Column], table: Table, separator: str) -> Cell:
    """A row as one text, each cell after :data:`MARK`."""
    cells = [text(column, table.c[column.name], separator) for column in columns]
    return joined("", [MARK] * len(cells), "", cells)


def batch(lines: Subquery, between: str) -> Cell:
    """All lines of a part of the rows as one text, in their order."""
    return func.string_agg(lines.c.line, aggregate_order_by(literal(between, Text), lines.c.id))


def _said(lead: str) -> Cell | None:
    return literal(lead, Text) if lead else None


def text(column: Column, field: Cell, separator: str) -> Cell:
    """The text of a cell; a list keeps the escapes of JSON, which :mod:`csv_rows` takes away."""
    told = cast(field, Text)
    if is_list(column):
        inner = func.substr(told, 3, func.greatest(func.length(told) - 4, 0))
        plain = func.replace(inner, '","', separator)
        if separator != BAR:
            return plain
        bars = func.replace(func.replace(inner, SLASH, SLASH * 2), BAR, SLASH + BAR)
        has = or_(func.strpos(told, BAR) > 0, func.strpos(told, SLASH) > 0)
        return case((has, func.replace(bars, '","', separator)), else_=plain)
    if column.kind is Kind.BOOLEAN:
        return _boolean(field)
    return _paris(field) if column.kind is Kind.DATETIME else told


def json_object(columns: Sequence[Column], table: Table) -> Cell:
    """A row as an object."""
    leads = [("," if at else "{") + orjson.dumps(each.name).decode() + ":" for at, each in enumerate(columns)]
    return joined("", leads, "}", [_json(column, table.c[column.name]) for column in columns])


def _json(column: Column, field: Cell) -> Cell:
    if is_list(column) or is_json(column):
        return func.coalesce(cast(field, Text), "null")
    if column.kind is Kind.DATETIME:
        return json_text(_paris(field))
    return json_text(field)


def json_text(field: Cell) -> Cell:
    """A value of JSON."""
    return func.coalesce(cast(func.to_json(field), Text), "null")


def point(field: Cell) -> Cell:
    """The geometry of a ``lat,lon``: longitude first in GeoJSON (RFC 7946)."""
    parts = func.split_part(field, ",", 2), func.split_part(field, ",", 1)
    found = func.concat('{"type":"Point","coordinates":[', parts[0], ",", parts[1], "]}")
    return case((func.strpos(field, ",") > 0, found), else_="null")


def nothing() -> Cell:
    """The geometry of a dataset without places."""
    return literal("null", Text)


def _boolean(field: Cell) -> Cell:
    return case((field.is_(None), None), (field, "true"), else_="false")


def _paris(field: Cell) -> Cell:
    """An instant as the readers' clock shows it; a day without an hour stays a day."""
    told = cast(field, Text)
    shown = func.to_char(cast(told, TIMESTAMP(timezone=True)), 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')
    return case((func.length(told) == len("2026-03-03"), told), else_=shown)
