"""The fields of a dataset for ODSQL: the columns that a profile may see, by the types of the Explore API."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal, literal_column, type_coerce

from console.api.odsql.flavours import Flavour
from console.api.odsql.values import Field, Schema, Type, Value
from core.model.dataset import Column, Dataset, Kind
from core.storage.catalogue import SEARCH, DatasetTable
from core.storage.types import UtcDateTime

TYPES: Mapping[Kind, Type] = {
    Kind.TEXT: Type.TEXT,
    Kind.CODE: Type.TEXT,
    Kind.TERM: Type.TEXT,
    Kind.URL: Type.TEXT,
    Kind.DATE: Type.DATE,
    Kind.DATETIME: Type.DATETIME,
    Kind.AMOUNT: Type.DOUBLE,
    Kind.NUMBER: Type.DOUBLE,
    Kind.INTEGER: Type.INT,
    Kind.BOOLEAN: Type.BOOL,
    Kind.LATLON: Type.GEO,
    Kind.STRUCT: Type.JSON,
    Kind.JSON: Type.JSON,
}


def schema_of(entry: DatasetTable, seen: Dataset, flavour: Flavour, *, rowid: bool) -> Schema:
    """The fields of a dataset as a profile sees it; the order of rows is that of the store."""
    fields = {column.name: _field(entry, column, flavour) for column in seen.columns}
    key: ColumnElement[Any] = literal_column("rowid") if rowid else entry.table.c.id
    return Schema(entry.table, fields, _words(entry, seen, fields, flavour), key, entry.table.c.id)


def _field(entry: DatasetTable, column: Column, flavour: Flavour) -> Field:
    stored = entry.table.c[column.name]
    kind = TYPES[column.kind]
    many = column.many and kind is not Type.JSON
    return Field(column.name, _value(stored, kind, many, flavour), facet=column.facet)


def _value(stored: ColumnElement[Any], kind: Type, many: bool, flavour: Flavour) -> Value:
    if many or kind is Type.JSON:
        return Value(type_coerce(stored, Text), kind, many)
    if kind is Type.DATE:
        return Value(flavour.day_text(stored), kind, native=stored)
    if kind is Type.DATETIME:
        instant = isinstance(stored.type, UtcDateTime)
        return Value(flavour.instant_text(stored) if instant else type_coerce(stored, Text), kind)
    return Value(stored, kind, native=stored)


def _words(
    entry: DatasetTable, seen: Dataset, fields: Mapping[str, Field], flavour: Flavour
) -> ColumnElement[Any]:
    """What is searched: the folded words of the store; where some may not be seen, of the fields seen."""
    searched = {column.name for column in entry.dataset.columns if column.search}
    shown = [column.name for column in seen.columns if column.search]
    if searched and searched == set(shown):
        return entry.table.c[SEARCH]
    names = shown or [name for name, field in fields.items() if field.value.type is Type.TEXT]
    parts = [func.coalesce(cast(fields[name].value.sql, Text), "") for name in names]
    empty: ColumnElement[Any] = literal("", Text)
    joined = reduce(lambda left, right: left.concat(" ").concat(right), parts, empty)
    return flavour.folded(joined)
