"""``data.json``: Project Open Data metadata 1.1, which Opendatasoft harvests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.portal.entry import LICENCE, Entry, Publisher

_SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"


def data_json(entries: Iterable[Entry], publisher: Publisher) -> dict[str, Any]:
    """The catalogue."""
    return {
        "@context": f"{_SCHEMA}/catalog.jsonld",
        "@id": f"{publisher.base}/data.json",
        "@type": "dcat:Catalog",
        "conformsTo": _SCHEMA,
        "describedBy": f"{_SCHEMA}/catalog.json",
        "dataset": [_dataset(each) for each in entries],
    }


def _dataset(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "identifier": entry.page,
        "title": entry.dataset.title,
        "description": entry.dataset.description,
        "keyword": list(entry.dataset.keywords) or [entry.dataset.name],
        "modified": entry.changed.date().isoformat() if entry.changed else "R/P1D",
        "publisher": {"@type": "org:Organization", "name": entry.publisher.name},
        "contactPoint": _contact(entry.publisher),
        "accessLevel": "public" if entry.files else "restricted public",
        "license": LICENCE,
        "language": ["fr"],
        "accrualPeriodicity": "R/P1D",
        "landingPage": entry.page,
        "conformsTo": entry.schema,
        "describedBy": entry.schema,
        "describedByType": "application/json",
        "distribution": [
            {
                "@type": "dcat:Distribution",
                "title": f"{entry.dataset.title} ({file.form})",
                "downloadURL": file.url,
                "mediaType": file.media,
                "format": file.form,
            }
            for file in entry.files
        ],
    }
    if entry.first and entry.last:
        found["temporal"] = f"{entry.first.isoformat()}/{entry.last.isoformat()}"
    return found


def _contact(publisher: Publisher) -> dict[str, str]:
    """The standard wants an address of mail; an installation may have told none."""
    found = {"@type": "vcard:Contact", "fn": publisher.name}
    if "@" in publisher.contact:
        found["hasEmail"] = f"mailto:{publisher.contact.removeprefix('mailto:')}"
    return found
