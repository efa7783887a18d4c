"""Connections beside a transaction read what it reads, whoever writes meanwhile."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from core.storage import beside as module
from core.storage.beside import beside
from core.storage.database import Database, open_database

_COUNT = "SELECT count(*) FROM setting"


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    database = open_database(str(tmp_path / "a.sqlite"))
    _write(database)
    return database


def _write(db: Database) -> None:
    with db.write() as tx:
        tx.execute(text("CREATE TABLE IF NOT EXISTS setting (name)"))
        tx.execute(text("INSERT INTO setting VALUES ('a')"))


def _counts(tx: Connection) -> set[int]:
    return {tx.execute(text(_COUNT)).scalar_one(), *(one.execute(_COUNT).fetchone()[0] for one in beside(tx))}


def test_they_read_the_state_of_the_transaction(db: Database) -> None:
    with db.read_at_large() as tx:
        assert len(beside(tx)) == 2
        _write(db)
        assert _counts(tx) == {1}
    with db.read_at_large() as tx:
        assert _counts(tx) == {2}
    with db.read() as tx:
        assert beside(tx) == ()


def test_a_write_while_they_begin_makes_them_begin_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0

    def look(connection: sqlite3.Connection) -> None:
        nonlocal looked
        looked += 1
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        if looked == 1:  # the transaction has begun, those beside it have not
            _write(db)

    monkeypatch.setattr(module, "_look", look)
    with db.read_at_large() as tx:
        assert looked == 6
        assert len(beside(tx)) == 2
        assert _counts(tx) == {2}


def test_where_somebody_writes_all_the_time_a_transaction_is_alone(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(connection: sqlite3.Connection) -> None:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        _write(db)

    monkeypatch.setattr(module, "_look", look)
    with db.read_at_large() as tx:
        assert beside(tx) == ()
        assert len(_counts(tx)) == 1


def test_one_processor_and_postgresql_read_alone(
    database_url: str, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(database_url) as other, other.read_at_large() as tx:
        assert len(beside(tx)) == (2 if other.sqlite else 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with db.read_at_large() as tx:
        assert beside(tx) == ()
