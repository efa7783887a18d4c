"""What changed in a dataset since a version of it, as JSON Lines: for those who keep a copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection

from core.errors import InputError, RowsStay
from core.model.dataset import Dataset
from core.storage.revisions import Revisions, Version

MEDIA_TYPE = "application/x-ndjson"
_BATCH = 500


def delta(tx: Connection, dataset: Dataset, since: int) -> Iterator[bytes]:
    """A line a version published after ``since``, in their order; the last line is ``{"until": N}``.

    ``N`` is the version of the dataset that a copy then has, to be asked with the next time; 0 asks for all.
    ``kind`` is added, changed or withdrawn; ``changes`` has the values before and after of each column;
    ``row`` is the row as it then stood. Columns are those of the dataset as given.

    Raises:
        InputError: the dataset has no such version yet.
        RowsStay: the dataset is restricted.
    """
    if dataset.restriction is not None:
        raise RowsStay(f"the rows of {dataset.name} never leave")
    last = Revisions(tx).last(dataset.name)
    if not 0 <= since <= last:
        raise InputError(
            f"{dataset.name} has no version {since}", hint=f"The last is {last}; 0 asks for all."
        )
    return _lines(tx, dataset, since, last)


def _lines(tx: Connection, dataset: Dataset, since: int, last: int) -> Iterator[bytes]:
    names = [column.name for column in dataset.columns]
    while versions := list(Revisions(tx).after(dataset.name, since, _BATCH)):
        yield b"".join(_line(dataset, names, version) for version in versions)
        since = versions[-1].seq
    yield orjson.dumps({"until": max(since, last)}) + b"\n"


def _line(dataset: Dataset, names: list[str], version: Version) -> bytes:
    row: dict[str, Any] = {**version.data, "id": version.record, "version": version.version}
    told = {
        "kind": _kind(dataset, version),
        "id": version.record,
        "version": version.version,
        "at": version.at.isoformat(timespec="seconds"),
        "changes": {
            each.column: {"before": each.before, "after": each.after}
            for each in version.changes
            if each.column in names
        },
        "row": {name: row.get(name) for name in names},
    }
    return orjson.dumps(told) + b"\n"


def _kind(dataset: Dataset, version: Version) -> str:
    if version.data.get(dataset.status_column) == "retire":
        return "withdrawn"
    return "added" if version.version == 1 else "changed"
