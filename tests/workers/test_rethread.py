"""Rows published before there were threads come into them, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.model.record import Record
from core.storage.database import Database, open_database
from core.storage.records import Records
from core.storage.threads import Threads
from normalizers.datasets import datasets
from tests.workers.test_threads import AWARD, CALL, NAMES, NOON, TWIN, procedures
from workers import rethread as rethreading
from workers.rethread import rethread
from workers.threads import cut

GAS = {**CALL, "objet": "Fourniture de gaz", "cpv": "09123000"}
ROWS = {"boamp:26-1": CALL, "boamp:26-2": GAS, "boamp:26-7": AWARD, "ted:9-2026": TWIN}
TOLD = {
    "boamp:26-1": "boamp:26-1",
    "boamp:26-2": "boamp:26-2",
    "boamp:26-7": "boamp:26-1",
    "ted:9-2026": "boamp:26-1",
}


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    known = datasets()
    with open_database(database_url, [known[name] for name in NAMES]) as opened:
        yield opened


def store(db: Database, rows: dict[str, dict[str, Any]], dataset: str = "avis-marches") -> None:
    """Publish rows as they were published before there were threads."""
    with db.write() as tx:
        for record, values in rows.items():
            known = Record(dataset, record, values, {}, {}, (), "a" * 64, "https://x.example/", NOON)
            Records(tx, db.catalogue, NOON).apply(known, "test")


def test_stored_rows_enter_threads_batch_by_batch(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rethreading, "BATCH", 3)
    store(db, ROWS)
    store(db, {"boamp:26-7:1": {"id_avis": "boamp:26-7", "statut": "attribue"}}, "attributions-marches")
    assert set(procedures(db).values()) == {None}
    assert list(rethread(db, NOON)) == [("avis-marches", 3, 3), ("avis-marches", 1, 1)]
    assert procedures(db) == TOLD
    assert procedures(db, "attributions-marches") == {"boamp:26-7:1": "boamp:26-1"}


def test_a_second_passage_changes_nothing(db: Database) -> None:
    store(db, ROWS)
    list(rethread(db, NOON))
    with db.write() as tx:
        cut(tx, db.catalogue, ("ted:9-2026", "boamp:26-1"), "anne", NOON)
        links = Threads(tx).links(range(1, 5))
    assert list(rethread(db, NOON)) == [("avis-marches", 4, 0)]
    assert procedures(db) == {**TOLD, "ted:9-2026": procedures(db)["ted:9-2026"]}
    assert procedures(db)["ted:9-2026"] != "boamp:26-1"
    with db.read() as tx:
        assert Threads(tx).links(range(1, 5)) == links


def test_what_was_interrupted_is_made_to_the_end(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rethreading, "BATCH", 2)
    store(db, ROWS)
    next(rethread(db, NOON))
    with db.read() as tx:
        assert set(Threads(tx).of_records("avis-marches", list(ROWS))) == {"boamp:26-1", "boamp:26-2"}
    assert [fresh for _, _, fresh in rethread(db, NOON)] == [0, 2]
    assert procedures(db) == TOLD
