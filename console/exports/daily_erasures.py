"""Take erased rows out of the daily files: the one reason for which a written file is written anew.

The files are replaced, then their list; a death between is made good at the next call, for the list says how
many erasures the files were gone through for.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Connection

from console.exports.daily_manifest import manifest, measured, put
from core.model.dataset import Dataset
from core.storage.erasures import Erasures

_ERASURES = "erasures"


def erase_from_daily(tx: Connection, dataset: Dataset, folder: Path) -> list[str]:
    """Write the files of a dataset anew without the rows erased since the last time; gives their names."""
    listed = manifest(folder)
    count = Erasures(tx).count(dataset.name) if listed["files"] else 0
    if count == listed.get(_ERASURES, 0):
        return []
    gone = {each.record for each in Erasures(tx).of(dataset.name)}
    changed = [each for each in listed["files"] if _without(folder / each["name"], gone)]
    files = [each | measured(folder / each["name"]) for each in listed["files"]]
    put(folder, {**listed, "files": files, _ERASURES: count})
    return [each["name"] for each in changed]


def _without(path: Path, gone: Collection[str]) -> bool:
    """Write a file anew that has one of these rows; whether it had."""
    with pq.ParquetFile(path) as file:
        wanted = pa.array(sorted(gone), file.schema_arrow.field("id").type)
        if not pc.any(pc.is_in(file.read(columns=["id"]).column("id"), value_set=wanted)).as_py():
            return False
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with (
            os.fdopen(handle, "wb") as out,
            pq.ParquetWriter(out, file.schema_arrow, compression="zstd") as made,
        ):
            for group in range(file.num_row_groups):
                rows = file.read_row_group(group)
                made.write_table(rows.filter(pc.invert(pc.is_in(rows.column("id"), value_set=wanted))))
    Path(part).chmod(path.stat().st_mode)
    Path(part).replace(path)
    return True
