"""A folder that the "FTP with meta CSV" harvester of Opendatasoft takes: index, schemas, files.

``index.csv`` has a line a dataset (ODS documentation: harvesting "FTP with meta CSV"); a schema is a CSV of
name, label and description.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from console.portal.entry import LICENCE_TITLE, Entry

COLUMNS = (
    "name", "title", "description", "theme", "keyword", "license", "language", "modified", "publisher",
    "references", "dcat.created", "dcat.issued", "dcat.creator", "dcat.contact_name", "dcat.contact_email",
    "dcat.accrualperiodicity", "dcat.spatial", "dcat.temporal", "dcat.granularity", "dcat.dataquality",
    "source_dataset", "schema_file",
)  # fmt: skip


def index(entries: Iterable[Entry]) -> bytes:
    """``index.csv``."""
    return _csv(COLUMNS, (_line(each) for each in entries if each.files))


def schema(entry: Entry) -> bytes:
    """The labels of a dataset's columns."""
    lines = ([each.name, each.title, each.meaning] for each in entry.dataset.columns)
    return _csv(("name", "label", "description"), lines)


def _line(entry: Entry) -> list[str]:
    dataset, publisher = entry.dataset, entry.publisher
    days = (entry.first, entry.last)
    told = {
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "theme": "Gouvernement et secteur public",
        "keyword": ",".join(dataset.keywords),
        "license": LICENCE_TITLE,
        "language": "fr",
        "modified": entry.changed.isoformat(timespec="seconds") if entry.changed else "",
        "publisher": publisher.name,
        "references": entry.page,
        "dcat.creator": publisher.name,
        "dcat.contact_name": publisher.name,
        "dcat.contact_email": publisher.contact.removeprefix("mailto:") if "@" in publisher.contact else "",
        "dcat.accrualperiodicity": "daily",
        "dcat.spatial": "France",
        "dcat.temporal": "/".join(day.isoformat() for day in days if day) if all(days) else "",
        "source_dataset": f"{dataset.name}.csv",
        "schema_file": f"{dataset.name}.schema.csv",
    }
    return [told.get(column, "") for column in COLUMNS]


def _csv(headings: Iterable[str], lines: Iterable[Iterable[str]] | Iterator[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(list(headings))
    writer.writerows([list(line) for line in lines])
    return out.getvalue().encode()
