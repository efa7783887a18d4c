"""The ledger of matches: a row before any send, one for each watch and version (law 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from core.model.watch import Match, Reason
from core.storage.deliveries import Deliveries
from core.storage.locks import serialise
from core.storage.schema import LEDGER
from core.storage.upsert import insert_for

_KEY = ["watch", "dataset", "record", "version"]

_CHUNK = 500
"""Matches in one statement."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A match with its place in the ledger: ``seq`` is the cursor of feeds, and grows with time."""

    seq: int
    match: Match


@dataclass(frozen=True, slots=True)
class Ledger:
    """The matches, inside a transaction."""

    tx: Connection

    def add(self, matches: Sequence[Match]) -> list[Entry]:
        """Enter matches, and owe the new ones to the channels of their watches; gives back the new ones."""
        fresh = self.backfill(matches)
        Deliveries(self.tx).owe([entry.match for entry in fresh])
        return fresh

    def backfill(self, matches: Sequence[Match]) -> list[Entry]:
        """Enter matches in silence: they are in the feed and sent to nobody; gives back the new ones."""
        if not matches:
            return []
        serialise(self.tx, "ledger")
        batches = (matches[start : start + _CHUNK] for start in range(0, len(matches), _CHUNK))
        return [entry for batch in batches for entry in self._add(batch)]

    def after(self, watch: str, seq: int = 0, limit: int = 100) -> list[Entry]:
        """The matches of a watch after a cursor, oldest first: a reader asleep for a month misses nothing."""
        query = select(LEDGER).where(LEDGER.c.watch == watch, LEDGER.c.id > seq)
        return self._entries(query.order_by(LEDGER.c.id).limit(limit))

    def latest(self, watch: str, limit: int = 100, before: int | None = None) -> list[Entry]:
        """The matches of a watch, latest first, from before a cursor."""
        query = select(LEDGER).where(LEDGER.c.watch == watch)
        query = query.where(LEDGER.c.id < before) if before is not None else query
        return self._entries(query.order_by(LEDGER.c.id.desc()).limit(limit))

    def matches(self, watch: str, dataset: str, record: str) -> list[Match]:
        """The matches of one record with a watch, by version."""
        query = select(LEDGER).where(
            LEDGER.c.watch == watch, LEDGER.c.dataset == dataset, LEDGER.c.record == record
        )
        return [entry.match for entry in self._entries(query.order_by(LEDGER.c.version))]

    def page(self, watch: str, number: int, size: int) -> list[Entry]:
        """A page of the matches of a watch, oldest first, counted from 1: a full one never changes."""
        query = select(LEDGER).where(LEDGER.c.watch == watch).order_by(LEDGER.c.id)
        return self._entries(query.offset((number - 1) * size).limit(size))

    def count(self, watch: str) -> int:
        """How many matches a watch has had."""
        query = select(func.count()).select_from(LEDGER).where(LEDGER.c.watch == watch)
        return self.tx.execute(query).scalar_one()

    def _entries(self, query: Select[Any]) -> list[Entry]:
        return [_entry(row) for row in self.tx.execute(query).mappings()]

    def _add(self, matches: Sequence[Match]) -> list[Entry]:
        insert = insert_for(self.tx, LEDGER).values([_row(each) for each in matches])
        made = self.tx.execute(insert.on_conflict_do_nothing(index_elements=_KEY).returning(LEDGER))
        return sorted(map(_entry, made.mappings()), key=lambda entry: entry.seq)


def _row(match: Match) -> dict[str, Any]:
    return {
        "watch": match.watch,
        "dataset": match.dataset,
        "record": match.record,
        "version": match.version,
        "matched_at": match.matched_at,
        "reasons": [asdict(reason) for reason in match.reasons],
    }


def _entry(row: Mapping[Any, Any]) -> Entry:
    match = Match(
        watch=row["watch"],
        dataset=row["dataset"],
        record=row["record"],
        version=row["version"],
        matched_at=row["matched_at"],
        reasons=tuple(Reason(**reason) for reason in row["reasons"]),
    )
    return Entry(row["id"], match)
