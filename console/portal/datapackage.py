"""A Data Package 2.0 (datapackage.org) of the CSV files, each with its Table Schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.exports.table_schema import table_schema
from console.portal.entry import LICENCE, LICENCE_TITLE, Entry, Publisher

_PROFILES = "https://datapackage.org/profiles/2.0"


def datapackage(entries: Iterable[Entry], publisher: Publisher) -> dict[str, Any]:
    """The descriptor; files are named by their addresses."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "veille",
        "title": f"Données de {publisher.name}",
        "homepage": f"{publisher.base}/",
        "licenses": [{"name": "etalab-2.0", "path": LICENCE, "title": LICENCE_TITLE}],
        "contributors": [{"title": publisher.name, "roles": ["publisher"]}],
        "resources": [resource(each, f"{each.page}.csv") for each in entries if each.files],
    }


def resource(entry: Entry, path: str) -> dict[str, Any]:
    """A file and how it is read."""
    return {
        "name": entry.dataset.name,
        "title": entry.dataset.title,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";"},
        "schema": _schema(entry),
    }


def _schema(entry: Entry) -> dict[str, Any]:
    """The Table Schema in the words of 2.0; its version and name are those of the dataset."""
    found = table_schema(entry.dataset)
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "title": entry.dataset.title,
        "fields": found["fields"],
        "primaryKey": found["primaryKey"],
        "missingValues": found["missingValues"],
    }
