"""Rows that are ready to be published and wait for the guard's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_

from core.storage.merge import RowReading
from core.storage.schema import STAGED


@dataclass(frozen=True, slots=True)
class Staged:
    """The staged rows, inside a transaction."""

    tx: Connection

    def put(self, source: str, key: str, run: int | None, readings: Sequence[RowReading]) -> None:
        """Stage what a document says, in place of what it said before."""
        self.tx.execute(delete(STAGED).where(STAGED.c.source == source, STAGED.c.key == key))
        rows = [
            {
                "source": source,
                "key": key,
                "dataset": reading.dataset,
                "record": reading.record,
                "run_id": run,
                "precedence": reading.precedence,
                "published": reading.published,
                "data": _dump(reading),
            }
            for reading in readings
        ]
        if rows:
            self.tx.execute(insert(STAGED), rows)

    def of(self, source: str, size: int = 500) -> Iterator[list[RowReading]]:
        """The staged rows of a source in batches, in the order of their ids."""
        after: tuple[str, str, str] | None = None
        order = (STAGED.c.dataset, STAGED.c.record, STAGED.c.key)
        while True:
            query = select(STAGED).where(STAGED.c.source == source).order_by(*order).limit(size)
            if after is not None:
                query = query.where(_beyond(after))
            rows = list(self.tx.execute(query).mappings())
            if not rows:
                return
            after = (rows[-1]["dataset"], rows[-1]["record"], rows[-1]["key"])
            yield [_load(row["data"]) for row in rows]

    def documents(self, source: str) -> list[str]:
        """The keys of the documents that have staged rows."""
        query = select(STAGED.c.key).where(STAGED.c.source == source).distinct().order_by(STAGED.c.key)
        return list(self.tx.execute(query).scalars())

    def count(self, source: str) -> int:
        """How many rows of a source wait."""
        query = select(func.count()).select_from(STAGED).where(STAGED.c.source == source)
        return self.tx.execute(query).scalar_one()

    def clear(self, source: str) -> None:
        """Forget the staged rows of a source: they are published."""
        self.tx.execute(delete(STAGED).where(STAGED.c.source == source))


def _beyond(after: tuple[str, str, str]) -> Any:
    return tuple_(STAGED.c.dataset, STAGED.c.record, STAGED.c.key) > tuple_(*after)


def _dump(reading: RowReading) -> dict[str, Any]:
    return {**asdict(reading), "read_at": reading.read_at.isoformat()}


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
