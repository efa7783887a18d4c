"""Which rows the last release of an aggregated table counts, and what each of them said when it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.storage.schema import BASIS


@dataclass(frozen=True, slots=True)
class Basis:
    """The rows that one part (a year) of an aggregated dataset counts, inside a transaction."""

    tx: Connection
    dataset: str
    part: str

    def read(self) -> dict[str, Mapping[str, Any]]:
        """What each row said, by record; empty before the first release."""
        query = select(BASIS.c.record, BASIS.c.data).where(*self._here())
        return {row.record: row.data for row in self.tx.execute(query.order_by(BASIS.c.record))}

    def put(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Take rows in the place of those before."""
        self.tx.execute(delete(BASIS).where(*self._here()))
        if rows:
            own = {"dataset": self.dataset, "part": self.part}
            self.tx.execute(
                insert(BASIS),
                [{**own, "record": record, "data": dict(data)} for record, data in rows.items()],
            )

    def _here(self) -> tuple[Any, ...]:
        return BASIS.c.dataset == self.dataset, BASIS.c.part == self.part
