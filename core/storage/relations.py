"""Which rows name which others, by whatever name; a row that is named need not be known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select

from core.storage.schema import RELATION
from core.storage.upsert import insert_missing

_MOST = 900
"""Values in one statement: SQLite took 999 before 3.32."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The names that rows give of other rows, inside a transaction."""

    tx: Connection

    def put(self, dataset: str, named: Mapping[str, Set[str]]) -> dict[str, Set[str]]:
        """Store what records name in the place of what they named; returns the names of either, by record."""
        known: dict[str, set[str]] = defaultdict(set)
        for record, target in self._pairs(dataset, RELATION.c.record, named):
            known[record].add(target)
        fresh = [
            {"dataset": dataset, "record": record, "target": target}
            for record, targets in named.items()
            for target in sorted(targets - known[record])
        ]
        insert_missing(self.tx, RELATION, fresh)
        for record, targets in known.items():
            if gone := targets - named[record]:
                here = (RELATION.c.dataset == dataset, RELATION.c.record == record)
                self.tx.execute(delete(RELATION).where(*here, RELATION.c.target.in_(gone)))
        return {record: targets | known[record] for record, targets in named.items()}

    def naming(self, dataset: str, names: Iterable[str]) -> dict[str, set[str]]:
        """The records that name each of these names."""
        found: dict[str, set[str]] = defaultdict(set)
        for record, target in self._pairs(dataset, RELATION.c.target, names):
            found[target].add(record)
        return found

    def _pairs(
        self, dataset: str, column: ColumnElement[str], values: Iterable[str]
    ) -> Iterator[tuple[str, str]]:
        wanted = sorted(values)
        query = select(RELATION.c.record, RELATION.c.target).where(RELATION.c.dataset == dataset)
        for start in range(0, len(wanted), _MOST):
            chunk = wanted[start : start + _MOST]
            yield from ((row.record, row.target) for row in self.tx.execute(query.where(column.in_(chunk))))
