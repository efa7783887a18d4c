"""A dataset as the Explore API describes it, made from its declaration."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from typing import Any

from console.api.odsql.schema import TYPES
from console.api.odsql.values import Type
from core.model.dataset import Column, Dataset, Kind

_URL = re.compile(r"https?://\S+")


def described(dataset: Dataset, count: int, modified: datetime | None, publisher: str) -> dict[str, Any]:
    """The object of the vendor's specification."""
    return {
        "dataset_id": dataset.name,
        "dataset_uid": f"da_{sha256(dataset.name.encode()).hexdigest()[:6]}",
        "attachments": [],
        "has_records": count > 0,
        "data_visible": True,
        "features": features(dataset),
        "metas": {"default": metas(dataset, count, modified, publisher)},
        "fields": [_field(dataset, column) for column in dataset.columns],
    }


def features(dataset: Dataset) -> list[str]:
    """What can be shown of it: groups, a line of time, a map."""
    kinds = {column.kind for column in dataset.columns}
    found = ["analyze"]
    if dataset.date_column and dataset.declares(dataset.date_column):
        found.append("timeserie")
    return [*found, "geo"] if Kind.LATLON in kinds else found


def metas(dataset: Dataset, count: int, modified: datetime | None, publisher: str) -> dict[str, Any]:
    """The default metadata; what we do not know is null, as the vendor has it."""
    told = modified.isoformat() if modified else None
    licence = _URL.search(dataset.licence)
    known = {
        "title": dataset.title,
        "description": dataset.description,
        "keyword": list(dataset.keywords),
        "theme": [],
        "publisher": publisher,
        "language": "fr",
        "metadata_languages": ["fr"],
        "license": _URL.sub("", dataset.licence).strip(" ()") or dataset.licence,
        "license_url": licence.group() if licence else None,
        "records_count": count,
        "modified": told,
        "data_processed": told,
        "metadata_processed": told,
        "modified_updates_on_data_change": True,
        "modified_updates_on_metadata_change": False,
        "geographic_reference": ["fr"],
        "geographic_reference_auto": False,
        "territory": ["France"],
        "federated": False,
    }
    unknown = (
        "timezone",
        "references",
        "attributions",
        "source_dataset",
        "source_domain",
        "source_domain_title",
        "source_domain_address",
        "parent_domain",
        "shared_catalog",
        "oauth_scope",
        "geographic_area",
        "geographic_area_mode",
    )
    return {**known, **dict.fromkeys(unknown)}


def type_of(column: Column) -> str:
    """The vendor's type; a list is a text with several values."""
    return TYPES[column.kind].value


def _field(dataset: Dataset, column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": column.title,
        "type": type_of(column),
        "annotations": _annotations(dataset, column),
        "description": column.meaning or None,
    }


def _annotations(dataset: Dataset, column: Column) -> dict[str, list[str]]:
    """What a portal may do with the field; each annotation has a list of arguments."""
    found: dict[str, list[str]] = {}
    if column.name == "id":
        found["id"] = []
    if column.facet:
        found |= {"facet": [], "facetsort": ["-count"], "disjunctive": []}
    if column.many and TYPES[column.kind] is not Type.JSON:
        found["multivalued"] = ["|"]
    if not column.many and (TYPES[column.kind].numeric or TYPES[column.kind].dated):
        found["sortable"] = []
    if column.kind is Kind.AMOUNT:
        found |= {"unit": ["€"], "decimals": ["2"]}
    if column.name == dataset.date_column:
        found["timeserie_precision"] = ["day"]
    return found
