"""The invented rows in three databases, once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.console.api.odsql.essais import engines, rows
from tests.servers import fresh_database


@pytest.fixture(scope="session")
def essais(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """``entry`` and ``engines`` by name: SQLite, DuckDB and, where it starts, PostgreSQL."""
    with ExitStack() as held:
        try:
            server = request.getfixturevalue("postgres_server")
        except pytest.skip.Exception:
            postgres = None
        else:
            postgres = held.enter_context(fresh_database(server))
        yield from engines(tmp_path_factory.mktemp("essais"), postgres, rows())
