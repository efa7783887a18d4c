"""The first rows of an order that have some words, found by reading them: for frequent words.

An index lists all rows that have a word before it gives the first: of a word that half of them have that
takes longer than the rest of the page. A few hundred rows are looked into; where so many of them fulfil the
conditions that the page is soon full, the order is walked on until it is.

Of less frequent words PostgreSQL meets two lists: the rows that have them, and as many of the first rows of
the order as should fill the page. It fetches those in both, a hundred perhaps; without that it would fetch
all rows with the words, thousands, or walk the order and make the words of each row anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, literal_column, select

from core.storage.catalogue import DatasetTable
from core.storage.ordering import Range

_SAMPLE = 400
"""Rows that are looked into."""
_FARTHEST = 4_000
"""Rows that are walked at most: some forty milliseconds."""
_MARGIN = 1.5
_AHEAD = 2
"""Times the rows of the order that should fill a page are listed: a list costs less than asking again."""

Clauses = Sequence[ColumnElement[bool]]


def walked(  # noqa: PLR0917 - a page has many parts
    tx: Connection, entry: DatasetTable, walk: Range, read: Clauses, conditions: Clauses, limit: int
) -> list[str] | None:
    """The ids of the first rows that fulfil conditions; None where there are not ``limit`` of them soon.

    ``read`` are the conditions as they are asked of each row, and of no index; ``conditions`` the same as an
    index answers them.
    """
    found = _among(tx, entry, walk, read, _SAMPLE)
    share = max(1, len(found)) / _SAMPLE
    if len(found) < limit <= share * _FARTHEST:
        found = _among(tx, entry, walk, read, min(_FARTHEST, int(_MARGIN * limit / share)))
    if len(found) < limit and tx.dialect.name == "postgresql":
        found = _listed(tx, entry, walk, conditions, int(_AHEAD * limit / share), limit)
    return found if len(found) >= limit else None


def _among(tx: Connection, entry: DatasetTable, walk: Range, read: Clauses, most: int) -> list[str]:
    """Those of the first rows that fulfil conditions, of each of which it is read."""
    record = entry.table.c.id
    by_row = tx.dialect.name == "sqlite"
    place: ColumnElement[Any] = literal_column(f"{entry.table.name}.rowid") if by_row else record
    first = select(record, place.label("place")).where(*walk.inside).order_by(*walk.ordered)
    rows = first.limit(most).subquery("first")
    # Asked by the row's place, which SQLite prefers to any index of a condition.
    asked = exists(select(1).select_from(entry.table).where(place == rows.c.place, *read))
    return list(tx.execute(select(rows.c.id).where(asked)).scalars())


def _listed(  # noqa: PLR0917
    tx: Connection, entry: DatasetTable, walk: Range, conditions: Clauses, ahead: int, limit: int
) -> list[str]:
    """The first rows that fulfil conditions, if they are among so many of the order and of the same value."""
    ordered = select(walk.field).where(*walk.inside).order_by(*walk.ordered)
    edge = tx.execute(ordered.offset(ahead).limit(1)).scalar()
    if edge is None:
        return []  # the order ends before, or it is that of rows of which the value is unknown
    near = select(entry.table.c.id).where(*walk.inside, walk.until(edge), *conditions)
    return list(tx.execute(near.order_by(*walk.ordered).limit(limit)).scalars())
