"""Counting and summing the published rows by one or two columns: what charts and maps are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, cast, func, literal, or_, select, true
from sqlalchemy.sql.selectable import FromClause

from core.storage.catalogue import DatasetTable
from core.storage.queries import Condition, Rows, field_of

MOST_GROUPS = 20_000


class Grain(StrEnum):
    """How much of a value makes a group; parts of dates are ISO texts: 2026, 2026-T1, 2026-03, a Monday."""

    WHOLE = "valeur"
    DIVISION = "division"
    YEAR = "annee"
    QUARTER = "trimestre"
    MONTH = "mois"
    WEEK = "semaine"


class Function(StrEnum):
    """What is computed of the rows of a group; unknown values take no part in a sum or a mean."""

    COUNT = "nombre"
    SUM = "somme"
    MEAN = "moyenne"


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by; a row with a list in that column is in the group of each element."""

    column: str
    grain: Grain = Grain.WHOLE


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured; where ``currency`` names a column, amounts not in euros are left out."""

    function: Function = Function.COUNT
    column: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows with the same keys: ``value`` is None where none of them has a value to measure."""

    keys: tuple[Any, ...]
    value: float | None
    rows: int
    measured: int


@dataclass(frozen=True, slots=True)
class Aggregates:
    """Groups of the published rows, inside a reading transaction."""

    rows: Rows

    def groups(
        self, dataset: str, keys: Sequence[Key], measure: Measure, conditions: Sequence[Condition] = ()
    ) -> list[Group]:
        """The groups, those of the greatest value first; without keys the whole as one group.

        At most ``MOST_GROUPS``: the smallest are left out.

        Raises:
            InputError: there is no such dataset or column.
        """
        entry = self.rows.entry(dataset)
        source: FromClause = entry.table
        fields: list[ColumnElement[Any]] = []
        for key in keys:
            field, source = self._grouped(entry, source, key)
            fields.append(field.label(f"key_{len(fields)}"))
        value, measured = _measured(entry, measure)
        query = (
            select(*fields, value, func.count(), measured)
            .select_from(source)
            .where(*self.rows.where(entry, conditions))
            .group_by(*fields)
            .order_by(value.is_(None), value.desc(), *fields)
            .limit(MOST_GROUPS)
        )
        found = self.rows.tx.execute(query)
        return [Group(tuple(row[:-3]), _number(row[-3]), row[-2], row[-1]) for row in found]

    def _grouped(
        self, entry: DatasetTable, source: FromClause, key: Key
    ) -> tuple[ColumnElement[Any], FromClause]:
        field = field_of(entry, key.column)
        if entry.dataset.column(key.column).many:
            field, elements = self.rows.exploded(field)
            source = source.outerjoin(elements, onclause=true())
        return _grained(field, key.grain, self.rows.tx.dialect.name), source


def _grained(field: ColumnElement[Any], grain: Grain, dialect: str) -> ColumnElement[Any]:
    if grain is Grain.WHOLE:
        return field
    if grain is Grain.DIVISION:
        return func.substr(field, 1, 2)
    return _in_postgresql(field, grain) if dialect == "postgresql" else _in_sqlite(field, grain)


def _in_postgresql(field: ColumnElement[Any], grain: Grain) -> ColumnElement[Any]:
    if grain is Grain.WEEK:
        field = func.date_trunc("week", field)
    return func.to_char(field, literal(_PATTERNS[grain]))


_PATTERNS = {
    Grain.YEAR: "YYYY",
    Grain.QUARTER: 'YYYY"-T"Q',
    Grain.MONTH: "YYYY-MM",
    Grain.WEEK: "YYYY-MM-DD",
}


def _in_sqlite(field: ColumnElement[Any], grain: Grain) -> ColumnElement[Any]:
    if grain is Grain.WEEK:
        # The Sunday on or after the day, six days back: its Monday.
        return func.date(field, "weekday 0", "-6 days")
    if grain is not Grain.QUARTER:
        return func.strftime("%Y" if grain is Grain.YEAR else "%Y-%m", field)
    quarter = (cast(func.strftime("%m", field), Integer) + 2) // 3
    return func.strftime("%Y-T", field).concat(cast(quarter, String))


def _measured(entry: DatasetTable, measure: Measure) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The measure, and how many rows it takes."""
    if measure.function is Function.COUNT:
        return func.count(), func.count()
    field = field_of(entry, measure.column)
    of_all = func.sum(field) if measure.function is Function.SUM else func.avg(field)
    if not measure.currency:
        return of_all, func.count(field)
    currency = field_of(entry, measure.currency)
    in_euros = or_(currency.is_(None), currency == "EUR")
    return of_all.filter(in_euros), func.count(field).filter(in_euros)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
