"""The rows of the datasets: every change goes through one settling of readings, corrections, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from core.errors import InputError
from core.model.dataset import Chain, Column
from core.model.record import Change, Record
from core.storage.catalogue import SEARCH, Catalogue, DatasetTable
from core.storage.chains import Chains, chunks
from core.storage.corrections import Corrections
from core.storage.effective import effective, nodes_of
from core.storage.emptied import emptied
from core.storage.fitting import check, fits
from core.storage.folding import folded
from core.storage.locks import serialise
from core.storage.merge import RowReading, merged
from core.storage.parts import Parts, parts_of
from core.storage.plain import native, plain
from core.storage.procedures import put_procedures
from core.storage.readings import Readings, reading_of
from core.storage.revisions import Revisions, Version
from core.storage.upsert import upsert
from core.storage.withdrawals import Withdrawals, is_publication


class Effect(StrEnum):
    """What an applied reading did to the published row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The effect on one record; ``version`` is the one now published, 0 for a record not yet read."""

    dataset: str
    record: str
    effect: Effect
    version: int


@dataclass(frozen=True, slots=True)
class _Published:
    """The row as it stands in the table: JSON form, with all columns."""

    version: int
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """The datasets' rows, inside a writing transaction; ``now`` dates the revisions."""

    tx: Connection
    catalogue: Catalogue
    now: datetime

    def apply(
        self,
        record: Record,
        cause: str,
        *,
        document: str = "",
        precedence: int = 0,
        published: date | None = None,
    ) -> Outcome:
        """Merge what a document says of a record; the same reading again changes nothing.

        ``document`` names the publication (``source/key``); its new reading replaces its former one. By
        default it is the address of the document.
        """
        origin = document or record.document_url or record.document_sha256
        entry = self._entry(record.dataset)
        return self.apply_all([reading_of(entry, record, origin, precedence, published)], cause)[0]

    def apply_all(self, readings: Sequence[RowReading], cause: str) -> list[Outcome]:
        """Merge readings, each record's with its others; the outcomes are one for each record."""
        Readings(self.tx).put(readings)
        return self.settle([(each.dataset, each.record) for each in readings], cause)

    def correct(
        self,
        dataset: str,
        record: str,
        column: str,
        value: Any,
        author: str,
        *,
        seen: Any = ...,
        note: str | None = None,
    ) -> Outcome:
        """Set a column by hand; the value stands against every later reading.

        ``seen`` is the reading that the person had under their eyes, in the form of the column; without it,
        what the document says now. Where the two differ the correction stands and is in conflict.

        Raises:
            InputError: there is no such dataset, record or column, or the column cannot hold the value.
        """
        self._take_turn()
        entry = self._entry(dataset)
        fields = {each.name: each for each in entry.own}
        if column not in fields:
            raise InputError(f"{dataset} has no column {column!r} to correct")
        reading = effective(self.tx, entry, [record]).get(record)
        if reading is None:
            raise InputError(f"{dataset} has no record {record!r}")
        base = reading.values.get(column) if seen is ... else _typed(fields[column], seen)
        typed = _typed(fields[column], value)
        Corrections(self.tx).add(
            dataset, record, column, base=base, value=typed, author=author, at=self.now, note=note
        )
        return self.settle([(dataset, record)], f"correction: {author}")[0]

    def undo(self, correction: int, author: str) -> Outcome:
        """Take a correction back; the value before it stands again. The correction itself is kept.

        Raises:
            InputError: there is no such correction.
        """
        undone = Corrections(self.tx).undo(correction, author, self.now)
        if undone is None:
            raise InputError(f"there is no correction {correction}", hint="See: veille corrections log.")
        return self.settle([(undone.dataset, undone.record)], f"correction undone: {author}")[0]

    def withdraw(self, dataset: str, record: str, cause: str) -> list[Outcome]:
        """Withdraw a record for good; also before it is read, should the annulation come first.

        A name that ends with a colon withdraws every record whose id begins with it.
        """
        Withdrawals(self.tx).add(dataset, record, cause, self.now)
        return self.settle([(dataset, each) for each in self._named(dataset, record)], cause)

    def _named(self, dataset: str, name: str) -> list[str]:
        """The records of a name: those of a publication, those that have it beside their id, else itself."""
        entry = self._entry(dataset)
        if is_publication(name):
            return Readings(self.tx).below(dataset, name)
        if entry.dataset.chain is None:
            return [name]
        known = Chains(self.tx, entry, entry.dataset.chain).known({name})
        return sorted(known.get(name, ())) or [name]

    def settle(self, records: Sequence[tuple[str, str]], cause: str) -> list[Outcome]:
        """Publish anew what readings, corrections and withdrawals make of records, as (dataset, record).

        The earlier rows that they name are published anew with them, and the parts of those; an outcome tells
        of those that changed.
        """
        self._take_turn()
        by_dataset: dict[str, list[str]] = {}
        for dataset, record in dict.fromkeys(records):
            by_dataset.setdefault(dataset, []).append(record)
        outcomes = []
        for dataset, ids in by_dataset.items():
            entry, causes = self._entry(dataset), dict.fromkeys(ids, cause)
            if entry.dataset.chain is not None:
                outcomes += self._settle_chain(entry, entry.dataset.chain, causes)
            elif (parts := parts_of(self.tx, entry)) is not None:
                outcomes += self._settle_parts(parts, causes)
            else:
                outcomes += self._settle_all(entry, causes)
        asked = set(records)
        return [
            each
            for each in outcomes
            if each.effect is not Effect.UNCHANGED or (each.dataset, each.record) in asked
        ]

    def _settle_chain(self, entry: DatasetTable, chain: Chain, causes: dict[str, str]) -> list[Outcome]:
        """Rows of a chain with those that they mend, then the parts of what moved."""
        chains = Chains(self.tx, entry, chain)
        touched = chains.relate(list(causes))
        causes |= {record: f"suite de {by}" for record, by in touched.items()}
        outcomes = self._settle_all(entry, causes)
        moved = {each.record for each in outcomes if each.effect is Effect.CHANGED} | touched.keys()
        moved |= chains.stirred(each.record for each in outcomes if each.effect is Effect.NEW)
        for other in self.catalogue.values():
            parts = parts_of(self.tx, other)
            if parts is not None and parts.part.of == entry.dataset.name:
                belongs = parts.of(moved)
                outcomes += self._settle_all(other, {part: causes[row] for part, row in belongs.items()})
        return outcomes

    def _settle_parts(self, parts: Parts, causes: Mapping[str, str]) -> list[Outcome]:
        """Parts, then those of the rows that theirs mend; a part may have belonged to another row before."""
        before = parts.wholes_of(causes)
        outcomes = self._settle_all(parts.entry, causes)
        wholes = {*before.values(), *parts.wholes_of(causes).values()}
        others = dict.fromkeys(parts.beside(wholes), next(iter(causes.values()), ""))
        others |= {part: f"suite de {by}" for part, by in parts.mended_with(wholes).items()}
        also = self._settle_all(parts.entry, others)
        return outcomes + [each for each in also if each.effect is not Effect.UNCHANGED]

    def _settle_all(self, entry: DatasetTable, causes: Mapping[str, str]) -> list[Outcome]:
        return [one for some in chunks(list(causes)) for one in self._settle(entry, some, causes)]

    def _take_turn(self) -> None:
        # A correction and a publication that read the same row at once would each write without the other.
        serialise(self.tx, "records")

    def _entry(self, dataset: str) -> DatasetTable:
        if dataset not in self.catalogue:
            raise InputError(f"unknown dataset {dataset!r}")
        return self.catalogue[dataset]

    def _settle(self, entry: DatasetTable, ids: Sequence[str], causes: Mapping[str, str]) -> list[Outcome]:
        name = entry.dataset.name
        published = self._published(entry, ids)
        erased = Withdrawals(self.tx).forbidden((name, record) for record in published)
        outcomes, rows, versions = [], [], []
        for record, row in self._rows(entry, ids).items():
            before = published.get(record)
            if row is None and before is None:
                outcomes.append(Outcome(name, record, Effect.UNCHANGED, 0))
                continue
            if row is None and before is not None:
                row = {**before.row, entry.dataset.status_column: "retire"}  # noqa: PLW2901
            if before is not None and (name, record) in erased:
                row = {**emptied(entry, before.row), entry.dataset.status_column: "retire"}  # noqa: PLW2901
                outcome, changes = _erased(entry, record, before, row)
            else:
                outcome, changes = _compare(entry, record, before, row or {})
            outcomes.append(outcome)
            if before is None or row != before.row:
                rows.append({"id": record, "version": outcome.version, **(row or {})})
            if outcome.effect is not Effect.UNCHANGED:
                cause = causes[record]
                versions.append(Version(name, record, outcome.version, self.now, cause, row or {}, changes))
        upsert(self.tx, entry.table, [_physical(entry, row) for row in rows])
        Revisions(self.tx).add(versions)
        return outcomes

    def _rows(self, entry: DatasetTable, ids: Sequence[str]) -> dict[str, dict[str, Any] | None]:
        """The rows to publish, None for a record that no document says anything of."""
        chain, corrections = entry.dataset.chain, Corrections(self.tx).of(entry.dataset.name, ids)
        rows: dict[str, dict[str, Any] | None] = dict.fromkeys(ids)
        for record, node in nodes_of(self.tx, entry, ids).items():
            typed = corrections.get(record, ())
            row = _flat(entry, merged(entry, node.reading, typed, withdrawn=node.withdrawn))
            if chain:
                row[chain.followers] = sorted(node.followers) or None
            rows[record] = row
        put_procedures(self.tx, entry, rows)
        return rows

    def _published(self, entry: DatasetTable, ids: Sequence[str]) -> dict[str, _Published]:
        query = select(entry.table).where(entry.table.c.id.in_(ids))
        return {
            row["id"]: _Published(row["version"], _stored(entry, row))
            for row in self.tx.execute(query).mappings()
        }


def _typed(column: Column, value: Any) -> Any:
    """What a person typed, in JSON form."""
    typed = plain(column, value)
    try:
        if typed is not None:
            check(column, typed)
    except (TypeError, ValueError) as error:
        raise InputError(str(error)) from error
    if not fits(typed):
        raise InputError(f"{column.name} cannot hold {value!r}")
    return typed


def _flat(entry: DatasetTable, row: Any) -> dict[str, Any]:
    store = {**row.store, "lu_le": row.store["lu_le"].isoformat()}
    return {**{column.name: row.values.get(column.name) for column in entry.own}, **store}


def _stored(entry: DatasetTable, row: Mapping[Any, Any]) -> dict[str, Any]:
    own = {column.name: plain(column, row[column.name]) for column in entry.own}
    store = {name: row[name] for name in _store_columns(entry)}
    return {**own, **store, "lu_le": store["lu_le"].isoformat()}


def _store_columns(entry: DatasetTable) -> tuple[str, ...]:
    followers = (entry.followers.name,) if entry.followers else ()
    return (
        *followers,
        entry.dataset.status_column,
        "confiance",
        "champs_corriges",
        "document_sha256",
        "document_url",
        "lu_le",
        "preuves",
        "avertissements",
    )


def _compare(
    entry: DatasetTable, record: str, before: _Published | None, row: Mapping[str, Any]
) -> tuple[Outcome, tuple[Change, ...]]:
    """What a new version would change; a first version has no changes."""
    name = entry.dataset.name
    if before is None:
        return Outcome(name, record, Effect.NEW, 1), ()
    columns = [column.name for column in entry.material]
    status = entry.dataset.status_column
    if (before.row[status] == "retire") != (row[status] == "retire"):
        columns.append(status)
    changes = tuple(
        Change(column, before.row[column], row[column])
        for column in columns
        if before.row[column] != row[column]
    )
    if not changes:
        return Outcome(name, record, Effect.UNCHANGED, before.version), ()
    return Outcome(name, record, Effect.CHANGED, before.version + 1), changes


def _erased(
    entry: DatasetTable, record: str, before: _Published, row: Mapping[str, Any]
) -> tuple[Outcome, tuple[Change, ...]]:
    """What a version would change that tells that a row is gone, and none of the values it had.

    Also where the row was withdrawn already: copies of it are known by its version to be old.
    """
    status, name = entry.dataset.status_column, entry.dataset.name
    if before.row == row:
        return Outcome(name, record, Effect.UNCHANGED, before.version), ()
    change = Change(status, before.row[status], row[status])
    changes = (change,) if change.before != change.after else ()
    return Outcome(name, record, Effect.CHANGED, before.version + 1), changes


def _physical(entry: DatasetTable, row: Mapping[str, Any]) -> dict[str, Any]:
    own = {column.name: native(column, row[column.name]) for column in entry.own}
    words = [str(row[column.name]) for column in entry.own if column.search and row[column.name] is not None]
    store = {name: row[name] for name in ("id", "version", *_store_columns(entry))}
    store["lu_le"] = datetime.fromisoformat(row["lu_le"])
    return {**own, **store, SEARCH: folded(" ".join(words)) or None}
