"""Texts that begin in a certain way: the same ones on both databases, found in an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from core.model.document import Snapshot
from core.storage.beginnings import begins
from core.storage.database import Database, open_database
from core.storage.readings import Readings
from core.storage.schema import SNAPSHOT
from core.storage.snapshots import Snapshots
from tests.core.storage.samples import NOON

KEYS = ("a", "a!", "a!b", "a!é", "a!\U0001f600", "A!b", "a%!b", "a_!b", "a/!b", 'a"', "b!")
ONE = Snapshot("toy", "a", "https://toy.example/1", "aa", 3, "text/xml", NOON)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url) as opened:
        with opened.write() as tx:
            for key in KEYS:
                Snapshots(tx).add(replace(ONE, key=key))
        yield opened


@pytest.mark.parametrize("beginning", ["a!", "a", "a%", "a_", "a/", "é", ""])
def test_those_that_begin_so(database: Database, beginning: str) -> None:
    query = select(SNAPSHOT.c.key).where(begins(SNAPSHOT.c.key, beginning))
    with database.read() as tx:
        assert set(tx.execute(query).scalars()) == {key for key in KEYS if key.startswith(beginning)}


def test_sqlite_finds_the_members_of_an_archive_in_an_index(tmp_path: Path) -> None:
    with open_database(f"{tmp_path}/test.sqlite") as database:
        seen: list[tuple[str, Any]] = []
        event.listen(database.engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
        with database.read() as tx:
            assert Snapshots(tx).below("toy", "a") == []
            statement, given = seen[-1]
            plan = [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
    steps = [step for step in plan if step.startswith("SEARCH")]
    assert len(steps) == 2 and all("source=? AND key" in step for step in steps), plan


def test_postgresql_finds_beginnings_in_an_index(postgres_url: str) -> None:
    with open_database(postgres_url) as database, database.read() as tx:
        tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
        seen: list[tuple[str, Any]] = []
        event.listen(database.engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3])))
        assert Snapshots(tx).below("toy", "a") == []
        assert Readings(tx).below("jouets", "a:") == []
        indexes = ("ix_snapshot_source_key_begins", "ix_reading_dataset_record_begins")
        for (statement, given), index in zip(seen[-2:], indexes, strict=True):
            plan = "\n".join(row[0] for row in tx.exec_driver_sql(f"EXPLAIN {statement}", given))
            assert index in plan, plan
