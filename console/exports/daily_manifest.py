"""The list of a dataset's daily files: name, day, versions, SHA-256, bytes and rows of each."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq

MANIFEST = "manifest.json"


def manifest(folder: Path) -> dict[str, Any]:
    """What the files of a dataset are, the oldest first."""
    path = folder / MANIFEST
    found: dict[str, Any] = orjson.loads(path.read_bytes()) if path.exists() else {"files": []}
    return found


def put(folder: Path, listed: Mapping[str, Any]) -> None:
    """Store the list: the old one stands until the new one is whole."""
    part = folder / f"{MANIFEST}.part"
    part.write_bytes(orjson.dumps(listed, option=orjson.OPT_INDENT_2))
    part.replace(folder / MANIFEST)


def measured(path: Path) -> dict[str, Any]:
    """The digest, the bytes and the rows of a file."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return {"sha256": digest, "bytes": path.stat().st_size, "rows": pq.read_metadata(path).num_rows}
