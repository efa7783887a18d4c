"""What readers may be told of the versions of records: their columns, and nothing of a cell hidden since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from core.model.dataset import Dataset
from core.storage.revisions import Revisions, Version


def disclosed(tx: Connection, dataset: Dataset, versions: Sequence[Version]) -> list[Version]:
    """The versions of one record with what the dataset's readers may see (``Dataset.seen_by``).

    A row that is secret now tells none of its former amounts; a version without another change is left out.
    """
    if not versions:
        return []
    veiled = _veiled(tx, dataset, versions[0])
    seen = {column.name for column in dataset.columns}
    return [
        told for version in versions if (told := _told(version, seen, veiled)).changes or not version.changes
    ]


def _veiled(tx: Connection, dataset: Dataset, one: Version) -> frozenset[str]:
    if dataset.secrecy is None:
        return frozenset()
    last = Revisions(tx).latest(one.dataset, one.record)
    secret = last is not None and last.data.get(dataset.secrecy.flag)
    return frozenset(dataset.secrecy.hides) if secret else frozenset()


def _told(version: Version, seen: set[str], veiled: frozenset[str]) -> Version:
    data = {name: None if name in veiled else value for name, value in version.data.items() if name in seen}
    changes = tuple(
        change for change in version.changes if change.column in seen and change.column not in veiled
    )
    return replace(version, data=data, changes=changes)
