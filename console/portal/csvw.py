"""Metadata of a CSV file for the Web (W3C, CSVW): where its columns are said in RDF's types."""

from __future__ import annotations

from typing import Any

from console.portal.entry import LICENCE, Entry
from core.model.dataset import Column, Dataset, Kind
from normalizers.meanings import meaning_en

_TYPES = {
    Kind.DATE: "date",
    Kind.AMOUNT: "number",
    Kind.NUMBER: "number",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
    Kind.JSON: "json",
}


def csvw(entry: Entry, url: str) -> dict[str, Any]:
    """The description of a file at an address."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fr"}],
        "url": url,
        "dc:title": entry.dataset.title,
        "dc:description": entry.dataset.description,
        "dc:license": {"@id": LICENCE},
        "dialect": {"delimiter": ";", "encoding": "utf-8-sig", "header": True, "doubleQuote": True},
        "tableSchema": {
            "columns": [_column(entry.dataset, each) for each in entry.dataset.columns],
            "primaryKey": "id",
        },
    }


def _column(dataset: Dataset, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "titles": column.name}
    told = {"fr": column.meaning or column.title, "en": meaning_en(dataset, column) or column.title_en}
    found["dc:description"] = [{"@value": text, "@language": language} for language, text in told.items()]
    if column.name == "id":
        found["required"] = True
    if column.kind is Kind.STRUCT:
        return found | {"datatype": "json"}
    if column.many:
        return found | {"separator": "|", "datatype": "string"}
    return found | {"datatype": _TYPES.get(column.kind, "string")}
