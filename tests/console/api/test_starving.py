"""An expensive query is stopped, and the others are answered meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

import anyio
import pytest
from sqlalchemy import create_engine

from console.api import answers
from console.api.answers import Answers
from console.api.engines import Engine, Statement, TooLong
from console.api.engines.postgresql import PostgresqlEngine
from console.api.engines.sqlite import of_file
from console.api.refusals import BadParameter
from tests.console.web.seeding import Shelf
from tests.servers import fresh_database

_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def _sqlite(shelf: Shelf) -> Engine:
    return of_file(Path(str(shelf.site.database.engine.url.database)))


def test_sqlite_stops_a_query(shelf: Shelf) -> None:
    start = time.monotonic()
    with pytest.raises(TooLong):
        _sqlite(shelf).rows(Statement(_ENDLESS, []), 0.2)
    assert 0.2 <= time.monotonic() - start < 2


def test_postgresql_stops_a_query(postgres_server: str) -> None:
    with fresh_database(postgres_server) as url:
        engine = create_engine(url)
        start = time.monotonic()
        with pytest.raises(TooLong):
            PostgresqlEngine(engine).rows(Statement("SELECT pg_sleep(30)", {}), 0.2)
        assert time.monotonic() - start < 5
        engine.dispose()


def test_quick_queries_are_answered_beside_endless_ones(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LONGEST", 1.5)
    asked, waits, refused = Answers(_sqlite(shelf), inline=True), [], []

    async def endless() -> None:
        with pytest.raises(BadParameter, match="takes longer"):
            await asked.rows(Statement(_ENDLESS, []))
        refused.append(time.monotonic())

    async def quick() -> None:
        while len(refused) < 2:
            start = time.monotonic()
            await asked.rows(Statement("SELECT count(*) FROM ds_avis_marches", []))
            waits.append(time.monotonic() - start)
            await anyio.sleep(0.01)

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(endless)
            tasks.start_soon(quick)

    anyio.run(main)
    assert len(refused) == 4
    assert len(waits) > 20
    assert sorted(waits)[len(waits) // 2] < 0.1
    assert max(waits) < 1.0
