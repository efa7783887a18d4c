"""A correction as a case of the fixtures: the error that a person mended cannot come back unseen."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

import orjson

from console.exports.cells import as_json
from console.exports.golden import dump, golden
from core.errors import InputError
from core.storage.blobs import Blobs
from core.storage.corrections import Corrections
from core.storage.database import Database
from core.storage.merge import Correction, best
from core.storage.plain import native
from core.storage.readings import Readings
from core.storage.snapshots import Snapshots
from crawlers import source as source_of
from extractors.sniff import media_of
from normalizers.datasets import dataset as dataset_of


def write_case(db: Database, blobs: Blobs, number: int, fixtures: Path) -> Path:
    """Write ``fixtures/<source>/correction-<number>`` from the archived document; returns the folder.

    ``expected.json`` holds what is read today with the value of the person in its place, so that the case
    fails until the reader is mended. The document is the publisher's: see to its licence before sharing it.

    Raises:
        InputError: there is no such correction in force, its document is not archived, or the case is there.
    """
    correction, source, name, url, published, data = _found(db, blobs, number)
    folder = fixtures / source / f"correction-{number}"
    if folder.exists():
        raise InputError(f"{folder} is there already")
    found = golden(source_of(source), [(name, data)], url)
    value = _as_expected(correction)
    for row in found["rows"]:
        if (row["dataset"], row["id"]) == (correction.dataset, correction.record):
            row["values"] = dict(sorted({**row["values"], correction.column: value}.items()))
    folder.mkdir(parents=True)
    (folder / name).write_bytes(data)
    (folder / "expected.json").write_bytes(dump(found))
    (folder / "meta.toml").write_text(_meta(correction, value, url, published), encoding="utf-8")
    return folder


def _found(db: Database, blobs: Blobs, number: int) -> tuple[Correction, str, str, str, str | None, bytes]:
    with db.read() as tx:
        correction = Corrections(tx).get(number)
        if correction is None or correction.undone_at is not None:
            raise InputError(f"there is no correction {number} in force", hint="See: veille corrections log.")
        read = Readings(tx).of(correction.dataset, [correction.record])
        reading = best(read.get(correction.record, []))
        snapshots = Snapshots(tx).of_bytes(reading.sha256) if reading else []
    if reading is None or not snapshots:
        raise InputError(f"the document of correction {number} is not in the archive")
    source, _, key = reading.document.partition("/")
    data = blobs.get(reading.sha256)
    suffix = PurePath(key).suffix or f".{media_of(data, key)}"
    published = reading.published.isoformat() if reading.published else None
    return correction, source, f"input{suffix}", reading.url, published, data


def _as_expected(correction: Correction) -> Any:
    """The value as the fixtures write it: instants with the offset of Paris."""
    column = dataset_of(correction.dataset).column(correction.column)
    return as_json(native(column, correction.value))


def _meta(correction: Correction, value: Any, url: str, published: str | None) -> str:
    lines = [f"url = {_quoted(url)}", 'kind = "document"']
    lines += [f"published = {published}"] if published else []
    lines += [
        "",
        "[[corrected]]",
        f"dataset = {_quoted(correction.dataset)}",
        f"id = {_quoted(correction.record)}",
        f"column = {_quoted(correction.column)}",
        f"value = {_quoted(orjson.dumps(value).decode())}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: JSON writes it the same way."""
    return orjson.dumps(text).decode()
