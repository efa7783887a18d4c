"""The API on invented data, without a server."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from console.app import create_app
from tests.console.web.seeding import Shelf, open_empty, seed
from tests.servers import fresh_database

with warnings.catch_warnings():  # it would like another HTTP library than the one we have
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from httpx import Client

BASE = "/api/explore/v2.1"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """An installation with invented records."""
    found = open_empty(tmp_path_factory.mktemp("api"))
    seed(found)
    yield found
    found.site.database.close()


@pytest.fixture
def api(shelf: Shelf) -> Client:
    """A client of the API; each test has calls of its own."""
    return TestClient(
        create_app(shelf.site), base_url=f"http://testserver{BASE}", raise_server_exceptions=False
    )


@pytest.fixture
def stingy(shelf: Shelf) -> Client:
    """A client of an installation that answers three calls a day."""
    site = replace(shelf.site, access=replace(shelf.site.access, calls_anonymous=3))
    return TestClient(create_app(site), base_url=f"http://testserver{BASE}")


@pytest.fixture(scope="session")
def api_on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgres_server: str) -> Iterator[Client]:
    """The same records in PostgreSQL."""
    with fresh_database(postgres_server) as url:
        found = open_empty(tmp_path_factory.mktemp("api-pg"), url)
        seed(found)
        yield TestClient(create_app(found.site), base_url=f"http://testserver{BASE}")
        found.site.database.close()
