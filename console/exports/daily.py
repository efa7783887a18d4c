"""A Parquet file a day of each dataset that changed: written once, never again, and listed in a manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
from sqlalchemy import Connection

from console.exports.sql.lines import Extract
from console.exports.stream import stream
from core.model.dataset import Dataset
from core.storage.catalogue import Catalogue
from core.storage.database import Database
from core.storage.revisions import Revisions

MANIFEST = "manifest.json"


def make_daily(db: Database, datasets: Iterable[Dataset], folder: Path, day: date) -> list[Path]:
    """Write the files of a day; a dataset that has one already, or has not changed since, gets none."""
    made = []
    for dataset in datasets:
        if dataset.restriction is None:
            with db.read() as tx:
                path = _daily(tx, db.catalogue, dataset, folder / dataset.name, day)
            made += [path] if path else []
    return made


def manifest(folder: Path) -> dict[str, Any]:
    """What the files of a dataset are, the oldest first."""
    path = folder / MANIFEST
    found: dict[str, Any] = orjson.loads(path.read_bytes()) if path.exists() else {"files": []}
    return found


def _daily(tx: Connection, catalogue: Catalogue, dataset: Dataset, folder: Path, day: date) -> Path | None:
    version = Revisions(tx).last(dataset.name)
    listed, path = manifest(folder), folder / f"{day.isoformat()}.parquet"
    state = {"schema_version": dataset.version, "data_version": version}
    if version == 0 or path.exists() or (listed["files"] and _same(listed["files"][-1], state)):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        for chunk in stream(tx, catalogue, Extract(dataset), "parquet"):
            out.write(chunk)
    entry = {"name": path.name, "day": day.isoformat(), **state, **_measured(part)}
    part.replace(path)
    files = [each for each in listed["files"] if each["name"] != path.name]
    _put(folder, {"dataset": dataset.name, "files": [*files, entry]})
    return path


def _same(entry: Mapping[str, Any], state: Mapping[str, Any]) -> bool:
    return all(entry[name] == value for name, value in state.items())


def _measured(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return {"sha256": digest, "bytes": path.stat().st_size, "rows": pq.read_metadata(path).num_rows}


def _put(folder: Path, listed: Mapping[str, Any]) -> None:
    part = folder / f"{MANIFEST}.part"
    part.write_bytes(orjson.dumps(listed, option=orjson.OPT_INDENT_2))
    part.replace(folder / MANIFEST)
