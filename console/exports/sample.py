"""A few invented rows of a dataset, made from its declaration: what its files will look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from core.clock import PARIS
from core.model.dataset import Column, Dataset, Kind

ROWS = 3
_DAY = date(2026, 3, 12)
_CODES = {
    "siret": ("73282932000074", "35600000000048", "55208131766522"),
    "siren": ("732829320", "356000000", "552081317"),
    "cpv": ("45000000", "71000000", "33100000"),
    "departement": ("35", "2A", "971"),
    "postal": ("35000", "20000", "97100"),
    "devise": ("EUR", "EUR", "EUR"),
    "naf": ("84.11Z", "41.20B", "62.02A"),
    "nuts": ("FRH03", "FRM01", "FRY10"),
}


def sample_rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Three rows; the last one leaves unknown all that may be unknown."""
    for number in range(ROWS):
        row = {column.name: _value(column, number) for column in dataset.columns}
        if number == ROWS - 1:
            row = {
                name: None if name not in ("version", dataset.status_column) else row[name] for name in row
            }
        yield {**row, "id": f"exemple:{number + 1}"}


def _value(column: Column, number: int) -> Any:
    one = _one(column, number)
    return [one] if column.many else one


def _one(column: Column, number: int) -> Any:
    if column.kind is Kind.STRUCT:
        return {part.name: _value(part, number) for part in column.parts}
    if column.terms:
        return column.terms[number % len(column.terms)]
    if column.kind is Kind.CODE:
        return _CODES[column.scheme][number] if column.scheme in _CODES else f"0{number + 1}"
    return _PLAIN.get(column.kind, _text)(column, number)


def _text(column: Column, number: int) -> str:
    return f"{column.title or column.name} {number + 1}"


_PLAIN: dict[Kind, Callable[[Column, int], Any]] = {
    Kind.DATE: lambda _, number: _DAY + timedelta(days=number),
    Kind.DATETIME: lambda _, number: datetime(2026, 4, 1 + number, 12, tzinfo=PARIS),
    Kind.AMOUNT: lambda _, number: 1000.5 * (number + 1),
    Kind.NUMBER: lambda _, number: round(0.9 - number / 10, 2),
    Kind.INTEGER: lambda _, number: number + 1,
    Kind.BOOLEAN: lambda _, number: number % 2 == 0,
    Kind.URL: lambda _, number: f"https://exemple.fr/{number + 1}",
    Kind.LATLON: lambda _, number: f"48.1{number},-1.6{number}",
    Kind.JSON: lambda _, number: {"objet": {"lecture": "Objet 1", "path": f"/objet/{number}"}},
}
