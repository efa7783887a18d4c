"""The versions of records, each whole and with what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from core.model.record import Change, Revision
from core.storage.beginnings import begins
from core.storage.catalogue import DatasetTable
from core.storage.emptied import emptied
from core.storage.schema import REVISION

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Version:
    """A revision with the whole row as it then stood, in JSON form."""

    dataset: str
    record: str
    version: int
    at: datetime
    cause: str
    data: Mapping[str, Any]
    changes: tuple[Change, ...] = field(default_factory=tuple)
    seq: int = 0
    """Position in the order of publication, for cursors; 0 before it is stored."""

    def revision(self) -> Revision:
        """Without the row."""
        return Revision(self.dataset, self.record, self.version, self.at, self.cause, self.changes)


@dataclass(frozen=True, slots=True)
class Revisions:
    """The versions, inside a transaction."""

    tx: Connection

    def add(self, versions: Sequence[Version]) -> None:
        """Store versions in their order of publication; the writer holds the turn of ``records``."""
        if versions:
            self.tx.execute(insert(REVISION), [_row(version) for version in versions])

    def of(self, dataset: str, record: str) -> list[Version]:
        """The versions of a record, oldest first."""
        query = select(REVISION).where(REVISION.c.dataset == dataset, REVISION.c.record == record)
        rows = self.tx.execute(query.order_by(REVISION.c.version)).mappings()
        return [_version(row) for row in rows]

    def of_all(self, dataset: str, records: Sequence[str]) -> list[Version]:
        """The versions of several records, in their order of publication."""
        query = select(REVISION).where(REVISION.c.dataset == dataset, REVISION.c.record.in_(records))
        found = map(_version, self.tx.execute(query).mappings())
        # Put in order here: asked for the order, SQLite reads all versions of the dataset in it.
        return sorted(found, key=lambda each: each.seq)

    def as_of(self, dataset: str, record: str, at: datetime) -> Version | None:
        """The version that stood at an instant; None before the first."""
        query = select(REVISION).where(
            REVISION.c.dataset == dataset, REVISION.c.record == record, REVISION.c.at <= at
        )
        row = self.tx.execute(query.order_by(REVISION.c.version.desc()).limit(1)).mappings().first()
        return _version(row) if row else None

    def latest(self, dataset: str, record: str) -> Version | None:
        """The version that stands; None for a record never published."""
        query = select(REVISION).where(REVISION.c.dataset == dataset, REVISION.c.record == record)
        row = self.tx.execute(query.order_by(REVISION.c.version.desc()).limit(1)).mappings().first()
        return _version(row) if row else None

    def get(self, dataset: str, record: str, version: int) -> Version | None:
        """One version."""
        query = select(REVISION).where(
            REVISION.c.dataset == dataset, REVISION.c.record == record, REVISION.c.version == version
        )
        row = self.tx.execute(query).mappings().first()
        return _version(row) if row else None

    def after(self, dataset: str, seq: int, limit: int) -> Iterator[Version]:
        """The versions of a dataset published after a position, in order."""
        query = select(REVISION).where(REVISION.c.dataset == dataset, REVISION.c.id > seq)
        rows = self.tx.execute(query.order_by(REVISION.c.id).limit(limit)).mappings()
        return (_version(row) for row in rows)

    def between(self, first: int, last: int) -> list[Version]:
        """The versions of all datasets at these positions, both included."""
        query = select(REVISION).where(REVISION.c.id.between(first, last)).order_by(REVISION.c.id)
        return [_version(row) for row in self.tx.execute(query).mappings()]

    def made_after(self, dataset: str, records: Sequence[str], seq: int) -> dict[str, Version]:
        """The last version of each of these records that has one after a position."""
        found: dict[str, Version] = {}
        for start in range(0, len(records), _CHUNK):
            query = select(REVISION).where(
                REVISION.c.dataset == dataset,
                REVISION.c.record.in_(records[start : start + _CHUNK]),
                REVISION.c.id > seq,
            )
            for row in self.tx.execute(query.order_by(REVISION.c.id)).mappings():
                found[row["record"]] = _version(row)
        return found

    def standing(self, dataset: str, records: Sequence[str], seq: int) -> dict[str, Version]:
        """The version of each of these records that stood before a position."""
        found: dict[str, Version] = {}
        for start in range(0, len(records), _CHUNK):
            query = select(REVISION).where(
                REVISION.c.dataset == dataset,
                REVISION.c.record.in_(records[start : start + _CHUNK]),
                REVISION.c.id < seq,
            )
            for row in self.tx.execute(query.order_by(REVISION.c.id)).mappings():
                found[row["record"]] = _version(row)
        return found

    def last_release(self, dataset: str, beginning: str) -> int:
        """The position of the first version of the last publication of records that begin so; 0 if none."""
        here = (REVISION.c.dataset == dataset, begins(REVISION.c.record, beginning))
        last = select(func.max(REVISION.c.at)).where(*here).scalar_subquery()
        return (
            self.tx.execute(select(func.min(REVISION.c.id)).where(*here, REVISION.c.at == last)).scalar() or 0
        )

    def complete(self, versions: Sequence[Version], column: str, values: Mapping[str, Any]) -> None:
        """Give a column other values, by record, in versions of this transaction that nobody has seen."""
        here = update(REVISION).where(REVISION.c.id == bindparam("position"))
        whole = [_completed(each, column, values[each.record]) for each in versions]
        self.tx.execute(here, [{**_row(each), "position": each.seq} for each in whole])

    def empty(self, entry: DatasetTable, records: Sequence[str]) -> None:
        """Take the values out of every version of records; numbers, days, causes and states stay."""
        here, state = (
            update(REVISION).where(REVISION.c.id == bindparam("position")),
            entry.dataset.status_column,
        )
        rows = [
            {
                "position": each.seq,
                "data": emptied(entry, each.data),
                "changes": [
                    [one.column, one.before, one.after] for one in each.changes if one.column == state
                ],
            }
            for each in self.of_all(entry.dataset.name, records)
        ]
        if rows:
            self.tx.execute(here, rows)

    def since(self, at: datetime) -> int:
        """The position of the first version made at a moment or later; after the last if there is none."""
        first = self.tx.execute(select(func.min(REVISION.c.id)).where(REVISION.c.at >= at)).scalar()
        return first or self.position() + 1

    def moments(self, causes: Sequence[str], since: datetime) -> frozenset[datetime]:
        """When versions were made for one of these causes; those of one publication have one moment."""
        query = select(REVISION.c.at).where(REVISION.c.cause.in_(causes), REVISION.c.at >= since).distinct()
        return frozenset(self.tx.execute(query).scalars()) if causes else frozenset()

    def position(self) -> int:
        """The position of the last version of all datasets."""
        return self.tx.execute(select(func.max(REVISION.c.id))).scalar() or 0

    def last(self, dataset: str) -> int:
        """The position of the dataset's last version: what its ETag is made of."""
        query = select(func.max(REVISION.c.id)).where(REVISION.c.dataset == dataset)
        return self.tx.execute(query).scalar() or 0


def _completed(version: Version, column: str, value: Any) -> Version:
    changes = [each for each in version.changes if each.column != column]
    before = next((each.before for each in version.changes if each.column == column), version.data[column])
    if version.changes and before != value:
        changes.append(Change(column, before, value))
    return replace(version, data={**version.data, column: value}, changes=tuple(changes))


def _row(version: Version) -> dict[str, Any]:
    return {
        "dataset": version.dataset,
        "record": version.record,
        "version": version.version,
        "at": version.at,
        "cause": version.cause,
        "data": dict(version.data),
        "changes": [[each.column, each.before, each.after] for each in version.changes],
    }


def _version(row: Mapping[Any, Any]) -> Version:
    return Version(
        dataset=row["dataset"],
        record=row["record"],
        version=row["version"],
        at=row["at"],
        cause=row["cause"],
        data=row["data"],
        changes=tuple(Change(*each) for each in row["changes"]),
        seq=row["id"],
    )
