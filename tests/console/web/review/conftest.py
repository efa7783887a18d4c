"""A seeded site of each test's own: the review changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.web.cheap_passwords import _cheap
from tests.console.web.seeding import Shelf, open_empty, seed

__all__ = ["_cheap"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shelf]:
    """A site with a few invented publications."""
    shelf = open_empty(tmp_path)
    seed(shelf, notices=12)
    yield shelf
    shelf.site.database.close()
