"""A publication is found by what a person has of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.storage.database import Database, open_database
from normalizers.datasets import datasets
from tests.core.storage.test_parts import LOTS, NOTICES, apply, call, lot
from workers.matching.sought import sought

SOURCES = ("boamp", "ted")


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in (NOTICES, LOTS)]) as opened:
        apply(opened, call("boamp:26-10001"), lot("boamp:26-10001", "1"), call("boamp:26-100010"))
        yield opened


def found(db: Database, typed: str) -> list[str]:
    with db.read() as tx:
        return [each.row["id"] for each in sought(tx, db.catalogue, typed, SOURCES)]


@pytest.mark.parametrize(
    "typed",
    [
        "26-10001",
        " boamp:26-10001 ",
        "https://www.boamp.fr/pages/avis/?q=idweb:26-10001",
        "https://www.boamp.fr/pages/avis/?q=idweb:%2226-10001%22",
        "https://veille.example/datasets/avis-marches/boamp%3A26-10001/document",
        "« 26-10001 »",
    ],
)
def test_a_notice_is_found_with_its_lots(db: Database, typed: str) -> None:
    assert found(db, typed) == ["boamp:26-10001", "boamp:26-10001:lot:1"]


@pytest.mark.parametrize("typed", ["", "26-9", "toiture", "%", "'; --", "\0", "0 " * 4000, "/datasets/x/"])
def test_what_names_nothing_finds_nothing(db: Database, typed: str) -> None:
    assert found(db, typed) == []
