"""Where pages begin: the rows that a page must walk past are walked past once.

A page of rows in the order of the store stands behind the rows of the pages before it, and behind all those
that its conditions leave out. The key of the row before it is kept as long as nothing is written, and so is
that of its last row: the same page and the next one are read from there.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam

from console.api.engines import Engine, Row, Statement
from console.api.odsql.query import Query

_KEPT = 1_000
"""Lists of rows of which places are kept; each has at most as many as pages that may be asked for."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A page in the order of the store: asked from the first row of all, or from a place; keys come last."""

    first: Statement
    onward: Statement
    behind: int
    past: int

    def from_place(self, key: Any, past: int) -> Statement:
        """The page behind a key, past so many rows."""
        values = list(self.onward.parameters)
        values[self.behind], values[self.past] = key, past
        return Statement(self.onward.sql, values)


def walk(engine: Engine, query: Query, limit: int | None, offset: int) -> Walk | None:
    """The statements of a page; None for groups, rows in another order, and where no place would be kept."""
    if query.key is None or limit is None or engine.mark() is None:
        return None
    keyed: Select[Any] = query.statement.add_columns(query.key.label("page_key")).limit(limit)
    behind: BindParameter[Any] = bindparam("page_behind", _Hole())
    past: BindParameter[Any] = bindparam("page_past", _Hole())
    onward = engine.prepare(keyed.where(query.key > behind).offset(past))
    first = engine.prepare(keyed.offset(offset) if offset else keyed)
    holes = [at for at, value in enumerate(onward.parameters) if isinstance(value, _Hole)]
    return Walk(first, onward, *holes)


class _Hole:
    """Stands where a value is put in when a page is asked for."""


@dataclass
class Places:
    """Keys behind which the rows of a list go on, by the number of rows before."""

    _mark: Any = None
    _kept: OrderedDict[Any, dict[int, Any]] = field(default_factory=OrderedDict)

    def statement(self, mark: Any, listed: Any, walk: Walk, offset: int) -> Statement:
        """A page of a list, from the nearest place before it."""
        known = self._of(mark, listed)
        if offset in known:
            return walk.from_place(known[offset], 0)
        before = max((place for place in known if place < offset), default=None)
        return walk.first if before is None else walk.from_place(known[before], offset - before)

    def learn(self, mark: Any, listed: Any, offset: int, rows: Sequence[Row]) -> None:
        """Keep where a page begins and where the next one does."""
        if rows:
            known = self._of(mark, listed)
            known.setdefault(offset, rows[0][-1] - 1)
            known[offset + len(rows)] = rows[-1][-1]

    def _of(self, mark: Any, listed: Any) -> dict[int, Any]:
        if mark != self._mark:
            self._mark, self._kept = mark, OrderedDict()
        known = self._kept.get(listed)
        if known is None:
            known = self._kept[listed] = {}
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known
