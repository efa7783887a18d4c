"""What a query works on: typed SQL expressions and the fields it may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.sql.selectable import FromClause


class Type(StrEnum):
    """The types of the Explore API.

    As SQL a DATE is an ISO 8601 text, a DATETIME one in UTC or, where a publication prints no hour, a day;
    a GEO is ``lat,lon``, a JSON its text.
    """

    TEXT = "text"
    INT = "int"
    DOUBLE = "double"
    BOOL = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    GEO = "geo_point_2d"
    JSON = "json_blob"

    @property
    def numeric(self) -> bool:
        """Whether it can be added."""
        return self in (Type.INT, Type.DOUBLE)

    @property
    def dated(self) -> bool:
        """Whether it has a year."""
        return self in (Type.DATE, Type.DATETIME)


@dataclass(frozen=True, slots=True)
class Value:
    """A typed expression; ``many`` is the text of a JSON list; ``constant`` is the value of a literal.

    ``native`` is the column itself, where the value is one: what an index can be used for.
    """

    sql: ColumnElement[Any]
    type: Type
    many: bool = False
    constant: Any = None
    native: ColumnElement[Any] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a query may name."""

    name: str
    value: Value
    facet: bool = False


@dataclass(frozen=True)
class Schema:
    """The fields of a dataset that the asker may see, and no others: what is not here does not exist.

    ``words`` is the folded text that a search without fields looks into; ``key`` is the order of
    rows where none is asked for, ``ties`` that of equal ones where one is.
    """

    source: FromClause
    fields: Mapping[str, Field]
    words: ColumnElement[Any]
    key: ColumnElement[Any]
    ties: ColumnElement[Any]
    shown: tuple[str, ...] = ()

    @property
    def starred(self) -> tuple[str, ...]:
        """The names that ``*`` stands for: those of ``shown``, where it is set."""
        return self.shown or tuple(self.fields)


Predicate = ColumnElement[bool]
Test = Callable[[Value], Predicate]
