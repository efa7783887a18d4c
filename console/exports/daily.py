"""A Parquet file a day of each dataset that changed: written once, and listed in a manifest.

It is written again for one reason only: a row of it was erased (:mod:`console.exports.daily_erasures`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from console.exports.daily_erasures import erase_from_daily
from console.exports.daily_manifest import manifest, measured, put
from console.exports.sql.lines import Extract
from console.exports.stream import stream
from core.model.dataset import Dataset
from core.storage.catalogue import Catalogue
from core.storage.database import Database
from core.storage.revisions import Revisions


def make_daily(db: Database, datasets: Iterable[Dataset], folder: Path, day: date) -> list[Path]:
    """Write the files of a day; a dataset that has one already, or has not changed since, gets none."""
    made = []
    for dataset in datasets:
        if dataset.restriction is None:
            with db.read() as tx:
                erase_from_daily(tx, dataset, folder / dataset.name)
                path = _daily(tx, db.catalogue, dataset, folder / dataset.name, day)
            made += [path] if path else []
    return made


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
    entry = {"name": path.name, "day": day.isoformat(), **state, **measured(part)}
    part.replace(path)
    files = [each for each in listed["files"] if each["name"] != path.name]
    put(folder, {**listed, "dataset": dataset.name, "files": [*files, entry]})
    return path


def _same(entry: Mapping[str, Any], state: Mapping[str, Any]) -> bool:
    return all(entry[name] == value for name, value in state.items())
