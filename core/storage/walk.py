"""The first rows of an order that have some words, found by reading them: for frequent words.

The index of SQLite lists all rows that have a word before it gives the first: of a word that half of them
have that takes longer than the rest of the page. PostgreSQL walks the order, and makes the words of each row
anew. A few hundred rows are looked into; where so many of them fulfil the conditions that the page is soon
full, the order is walked on until it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, literal_column, select

from core.storage.catalogue import DatasetTable

_SAMPLE = 400
"""Rows that are looked into."""
_FARTHEST = 4_000
"""Rows that are walked at most: some forty milliseconds."""
_MARGIN = 1.5

Clauses = Sequence[ColumnElement[bool]]


def walked(  # noqa: PLR0917 - a page has many parts
    tx: Connection,
    entry: DatasetTable,
    inside: Clauses,
    conditions: Clauses,
    order: Sequence[ColumnElement[Any]],
    limit: int,
) -> list[str] | None:
    """The ids of the first rows that fulfil conditions; None where there are not ``limit`` of them soon.

    ``inside`` is the range of the order that is walked; ``conditions`` are asked of each row, and of no
    index; ``order`` is one that an index keeps.
    """

    def among(most: int) -> list[str]:
        record = entry.table.c.id
        by_row = tx.dialect.name == "sqlite"
        place: ColumnElement[Any] = literal_column(f"{entry.table.name}.rowid") if by_row else record
        first = (
            select(record, place.label("place")).where(*inside).order_by(*order).limit(most).subquery("first")
        )
        # Asked by the row's place, which SQLite prefers to any index of a condition.
        asked = exists(select(1).select_from(entry.table).where(place == first.c.place, *conditions))
        return list(tx.execute(select(first.c.id).where(asked)).scalars())

    found = among(_SAMPLE)
    if len(found) < limit and len(found) * _FARTHEST >= limit * _SAMPLE:
        found = among(min(_FARTHEST, int(_MARGIN * limit * _SAMPLE / len(found))))
    return found if len(found) >= limit else None
