"""The catalogue in the terms of schema.org, for search engines of data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.portal.entry import LICENCE, Entry, Publisher


def data_catalog(entries: Iterable[Entry], publisher: Publisher) -> dict[str, Any]:
    """A ``DataCatalog`` with its datasets."""
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": f"{publisher.base}/catalogue",
        "name": f"Données de {publisher.name}",
        "url": f"{publisher.base}/",
        "publisher": _publisher(publisher),
        "dataset": [dataset(each) for each in entries],
    }


def dataset(entry: Entry) -> dict[str, Any]:
    """A ``Dataset``, with what it measures as variables."""
    found: dict[str, Any] = {
        "@type": "Dataset",
        "@id": entry.page,
        "name": entry.dataset.title,
        "alternateName": entry.dataset.title_en,
        "description": entry.dataset.description,
        "identifier": entry.dataset.name,
        "url": entry.page,
        "version": entry.dataset.version,
        "license": LICENCE,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "keywords": list(entry.dataset.keywords),
        "creator": _publisher(entry.publisher),
        "publisher": _publisher(entry.publisher),
        "spatialCoverage": {"@type": "Place", "name": "France"},
        "variableMeasured": [
            {"@type": "PropertyValue", "name": each.name, "description": each.meaning or each.title}
            for each in entry.dataset.columns
        ],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": file.media, "contentUrl": file.url}
            for file in entry.files
        ],
    }
    if entry.changed:
        found["dateModified"] = entry.changed.isoformat(timespec="seconds")
    if entry.first and entry.last:
        found["temporalCoverage"] = f"{entry.first.isoformat()}/{entry.last.isoformat()}"
    return found


def _publisher(publisher: Publisher) -> dict[str, str]:
    return {"@type": "Organization", "name": publisher.name, "url": f"{publisher.base}/"}
