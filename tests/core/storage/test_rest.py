"""Connections to PostgreSQL that have lain unused."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.storage import rest
from core.storage.database import Database, open_database


def _server_process(database: Database) -> int:
    with database.read() as tx:
        return int(tx.execute(text("SELECT pg_backend_pid()")).scalar_one())


def test_one_that_was_cut_meanwhile_is_replaced(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(postgres_url) as database, open_database(postgres_url) as other:
        cut = _server_process(database)
        with other.write() as tx:
            tx.execute(text("SELECT pg_terminate_backend(:process)"), {"process": cut})
        monkeypatch.setattr(rest, "REST", 0.0)
        assert _server_process(database) != cut


def test_one_that_was_just_used_is_not_asked(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(postgres_url) as database:
        monkeypatch.setattr(rest, "REST", 60.0)
        _server_process(database)

        def asked(_: object) -> bool:
            raise AssertionError("the connection was asked")

        monkeypatch.setattr(database.engine.dialect, "do_ping", asked)
        assert _server_process(database) > 0
