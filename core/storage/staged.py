"""Rows that are ready to be published and wait for the guard's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, tuple_, update

from core.storage.beginnings import begins
from core.storage.merge import RowReading
from core.storage.schema import STAGED

_AT_ONCE = 500
"""Rows read with one statement."""

KEPT = 4_000
"""Rows of a run that are kept in memory at most, some kilobytes each."""


@dataclass(frozen=True, slots=True)
class Staged:
    """The staged rows, inside a transaction."""

    tx: Connection

    def put(self, source: str, key: str, run: int, readings: Sequence[RowReading]) -> None:
        """Stage what a document says, in place of what it said before."""
        self.tx.execute(delete(STAGED).where(STAGED.c.source == source, STAGED.c.key == key))
        rows = [
            {
                "source": source,
                "key": key,
                "dataset": reading.dataset,
                "record": reading.record,
                "run_id": run,
                "data": _dump(reading),
            }
            for reading in readings
        ]
        if rows:
            self.tx.execute(insert(STAGED), rows)

    def of(self, run: int, size: int = _AT_ONCE) -> Iterator[list[RowReading]]:
        """The staged rows of a run in batches, in the order of their ids."""
        after: tuple[str, str, str] | None = None
        while True:
            query = select(STAGED).where(STAGED.c.run_id == run).order_by(*_ORDER).limit(size)
            if after is not None:
                query = query.where(tuple_(*_ORDER) > tuple_(*after))
            rows = list(self.tx.execute(query).mappings())
            if not rows:
                return
            after = (rows[-1]["dataset"], rows[-1]["record"], rows[-1]["key"])
            yield [_load(row["data"]) for row in rows]
            if len(rows) < size:
                return

    def adopt(self, source: str, key: str, run: int) -> None:
        """Give a run the rows that an earlier, refused run left of a document and of its members."""
        here = or_(STAGED.c.key == key, begins(STAGED.c.key, f"{key}!"))
        self.tx.execute(update(STAGED).where(STAGED.c.source == source, here).values(run_id=run))

    def documents(self, source: str) -> list[tuple[str, int]]:
        """The documents of a source that have staged rows, as (key, run)."""
        query = select(STAGED.c.key, STAGED.c.run_id).where(STAGED.c.source == source).distinct()
        return [(row.key, row.run_id) for row in self.tx.execute(query.order_by(STAGED.c.key))]

    def count(self, source: str) -> int:
        """How many rows of a source wait."""
        query = select(func.count()).select_from(STAGED).where(STAGED.c.source == source)
        return self.tx.execute(query).scalar_one()

    def clear(self, run: int) -> None:
        """Forget the staged rows of a run: they are published."""
        self.tx.execute(delete(STAGED).where(STAGED.c.run_id == run))


@dataclass(slots=True)
class StagedRun:
    """The staged rows of one run, gone through several times in the transaction that publishes them.

    Those of a run of up to :data:`KEPT` rows, as most are, are read once and kept; a larger one is read each
    time, in flat memory.
    """

    tx: Connection
    run: int
    _whole: list[list[RowReading]] | None = None

    def batches(self) -> Iterator[list[RowReading]]:
        """The rows in batches, as :meth:`Staged.of` gives them."""
        if self._whole is not None:
            yield from self._whole
            return
        seen, kept = 0, list[list[RowReading]]()
        for batch in Staged(self.tx).of(self.run):
            seen += len(batch)
            kept = [*kept, batch] if seen <= KEPT else []
            yield batch
        if seen <= KEPT:
            self._whole = kept

    def __iter__(self) -> Iterator[RowReading]:
        """The rows, one by one."""
        return (row for batch in self.batches() for row in batch)


_ORDER = (STAGED.c.dataset, STAGED.c.record, STAGED.c.key)


def _dump(reading: RowReading) -> dict[str, Any]:
    fields = {name: getattr(reading, name) for name in RowReading.__dataclass_fields__}
    return {**fields, "read_at": reading.read_at.isoformat()}


def _load(data: Mapping[str, Any]) -> RowReading:
    published = date.fromisoformat(data["published"]) if data["published"] else None
    return RowReading(
        **{
            **data,
            "read_at": datetime.fromisoformat(data["read_at"]),
            "published": published,
            "warnings": tuple(data["warnings"]),
        }
    )
