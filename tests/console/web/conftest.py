"""A console on invented data, without a server."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from console.app import create_app
from tests.console.web.seeding import Shelf, open_empty, seed

with warnings.catch_warnings():  # it would like another HTTP library than the one we have
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A site with invented publications; tests only read it."""
    shelf = open_empty(tmp_path_factory.mktemp("site"))
    seed(shelf)
    yield shelf
    shelf.site.database.close()


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A site without a row."""
    shelf = open_empty(tmp_path_factory.mktemp("bare"))
    yield shelf
    shelf.site.database.close()


@pytest.fixture
def client(shelf: Shelf) -> TestClient:
    """A reader of the site; a defect of a page fails the test."""
    return TestClient(create_app(shelf.site), base_url="https://veille.example", follow_redirects=False)


@pytest.fixture
def visitor(bare: Shelf) -> TestClient:
    """A reader of the site without a row."""
    return TestClient(create_app(bare.site), base_url="https://veille.example", follow_redirects=False)
