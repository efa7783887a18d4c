"""The Table Schema of a dataset's CSV, made from its declaration (specs.frictionlessdata.io/table-schema)."""

from __future__ import annotations

from typing import Any

from core.model.dataset import Column, Dataset, Kind

_PATTERNS = {
    "siret": r"\d{14}",
    "siren": r"\d{9}",
    "cpv": r"\d{8}",
    "departement": r"(?:\d{2}|2[AB]|9[78]\d)",
    "devise": r"[A-Z]{3}",
    "naf": r"\d{2}\.\d{2}[A-Z]",
    "nuts": r"[A-Z]{2}[A-Z0-9]{0,3}",
}
_MOMENT = r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?"
"""A deadline whose hour is not printed is a day; no type of Table Schema says so."""

_TYPES = {
    Kind.DATE: "date",
    Kind.AMOUNT: "number",
    Kind.NUMBER: "number",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
}


def table_schema(dataset: Dataset) -> dict[str, Any]:
    """The descriptor; the columns are those that the given dataset has, in its order.

    Codes are strings, so that no reader takes their zeros. A list is one string, its values between ``|``;
    structures and proofs are JSON.
    """
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "fields": [_field(column) for column in dataset.columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def resource(dataset: Dataset, path: str) -> dict[str, Any]:
    """A tabular data resource: where the CSV is, how it is written, and its schema."""
    return {
        "profile": "tabular-data-resource",
        "name": dataset.name,
        "path": path,
        "format": "csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";"},
        "schema": table_schema(dataset),
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": _meaning(column),
        "type": _type(column),
    }
    if column.kind is Kind.BOOLEAN and not column.many:
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    if constraints := _constraints(column):
        found["constraints"] = constraints
    return found


def _type(column: Column) -> str:
    """Lists and what Table Schema has no type for are strings."""
    return "string" if column.many else _TYPES.get(column.kind, "string")


def _meaning(column: Column) -> str:
    told = [column.meaning]
    if column.kind in (Kind.STRUCT, Kind.JSON):
        told.append("En JSON.")
    elif column.many:
        told.append("Plusieurs valeurs, séparées par « | ».")
    return " ".join(filter(None, told))


def _constraints(column: Column) -> dict[str, Any]:
    if column.name == "id":
        return {"required": True, "unique": True}
    if column.terms and not column.many:
        return {"enum": list(column.terms)}
    one = "|".join(column.terms) if column.terms else _pattern(column)
    if one is None:
        return {}
    return {"pattern": rf"^(?:{one})(?:\|(?:{one}))*$" if column.many else rf"^(?:{one})$"}


def _pattern(column: Column) -> str | None:
    if column.kind is Kind.DATETIME:
        return _MOMENT
    return _PATTERNS.get(column.scheme) if column.kind is Kind.CODE else None
