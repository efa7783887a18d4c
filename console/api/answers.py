"""Asking the database: at once what is quick, aside what takes long, never more than a share of the machine.

A query first gets a few hundredths of a second where the request is read,
without a thread. One that needs longer is stopped and asked again in a thread, of which there are few, and
stopped for good when its time is over: whatever it costs, the others are answered meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import anyio
from sqlalchemy import Select
from starlette.concurrency import run_in_threadpool

from console.api.engines import CannotAnswer, Engine, Row, Statement, TooLong
from console.api.odsql.query import Query
from console.api.refusals import BadParameter
from console.api.results import shaper

QUICK = 0.03
"""Seconds that a query may take in the loop."""
LONGEST = 10.0
"""Seconds that a query may take at all."""
_ASIDE = 2
_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as it is asked again and again: its statements and what makes results of its rows."""

    statement: Statement
    counting: Statement
    shape: Callable[[Sequence[Row]], list[dict[str, Any]]]
    query: Query


def planned(engine: Engine, query: Query, zone: str, limit: int | None, offset: int) -> Plan:
    """The statements of a query for a page."""
    statement: Select[Any] = query.statement.limit(limit) if limit is not None else query.statement
    statement = statement.offset(offset) if offset else statement
    prepared, counting = engine.prepare(statement), engine.prepare(query.counting)
    return Plan(prepared, counting, shaper(query.outputs, zone), query)


@dataclass
class Answers:
    """The answers of an engine; ``inline`` says whether it can be asked without a thread."""

    engine: Engine
    inline: bool
    _aside: anyio.CapacityLimiter | None = None
    _kept: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    _statements: OrderedDict[Any, Statement] = field(default_factory=OrderedDict)
    _counts: OrderedDict[Any, list[Row]] = field(default_factory=OrderedDict)

    def known(self, key: Any) -> Any:
        """What was kept of a request."""
        return self._kept.get(key)

    def keep(self, key: Any, value: Any) -> Any:
        """Keep what was made of a request, for when it is asked again."""
        self._kept[key] = value
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return value

    def statement(self, key: Any, make: Callable[[], Statement]) -> Statement:
        """A statement, made once."""
        found: Statement = _remembered(self._statements, key, make)
        return found

    async def rows(self, statement: Statement) -> list[Row]:
        """The rows of a statement.

        Raises:
            BadParameter: it takes too long, or its numbers are too large.
        """
        try:
            if self.inline:
                try:
                    return self.engine.rows(statement, QUICK)
                except TooLong:
                    pass
            return await self._rows_aside(statement)
        except TooLong:
            raise BadParameter(
                f"The query takes longer than {LONGEST:.0f} seconds: ask for less, or use an export."
            ) from None
        except CannotAnswer:
            raise BadParameter("A number of the query is too large to compute with.") from None

    async def count(self, key: Any, statement: Statement) -> int:
        """A count, asked once for each state of the dataset."""
        return int((await self.counted(key, statement))[0][0])

    async def counted(self, key: Any, statement: Statement) -> list[Row]:
        """Counts by value, asked once for each state of the dataset."""
        found = self._counts.get(key)
        if found is None:
            found = await self.rows(statement)
            _remembered(self._counts, key, lambda: found)
        return found

    async def _rows_aside(self, statement: Statement) -> list[Row]:
        if self._aside is None:
            self._aside = anyio.CapacityLimiter(_ASIDE if self.inline else 16)
        async with self._aside:
            return await run_in_threadpool(self.engine.rows, statement, LONGEST)


def _remembered(kept: OrderedDict[Any, Any], key: Any, make: Callable[[], Any]) -> Any:
    found = kept.get(key)
    if found is None:
        found = kept[key] = make()
        while len(kept) > _KEPT:
            kept.popitem(last=False)
    return found
