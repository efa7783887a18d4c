"""Lots published before they followed the chain of their notice follow it, once, without being read again."""

from __future__ import annotations

from typing import Any

import pytest

from core.storage.database import Database
from core.storage.passages import Passages
from core.storage.queries import Rows
from core.storage.records import Records
from core.storage.revisions import Revisions
from tests.core.storage.samples import NOON
from tests.core.storage.test_parts import AWARDS, LOTS, apply, award, call, database, lot, mend
from workers.duties import older_rows
from workers.older_parts import settle_older_parts

__all__ = ["database"]


def row(db: Database, dataset: str, record: str) -> dict[str, Any]:
    with db.read() as tx:
        found = Rows(tx, db.catalogue).get(dataset, record)
    assert found is not None
    return dict(found)


@pytest.fixture
def older(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A store whose lots were published each for itself: a change of lot 2 and a withdrawn notice."""
    with monkeypatch.context() as before:
        before.setattr("core.storage.records.parts_of", lambda *_: None)
        before.setattr("core.storage.effective.parts_of", lambda *_: None)
        apply(database, call("n"), lot("n", "1", montant_estime=10.0), lot("n", "2", montant_estime=20.0))
        apply(database, call("gone"), lot("gone", "1"), award("gone", 1, "Entreprise", 5.0))
        apply(database, mend("r", "n"), lot("r", "2", montant_estime=25.0))
        with database.write() as tx:
            Records(tx, database.catalogue, NOON).withdraw("avis-marches", "gone", "annulé")
    assert row(database, LOTS, "n:lot:2")["montant_estime"] == 20.0
    assert row(database, LOTS, "gone:lot:1")["statut"] != "retire"
    return database


def test_lots_and_awards_of_an_older_store_follow_their_notice(older: Database) -> None:
    changed = sum(count for _, _, count in settle_older_parts(older, NOON))
    assert changed == 3
    assert row(older, LOTS, "n:lot:2")["montant_estime"] == 25.0
    assert row(older, LOTS, "n:lot:1")["version"] == 1
    assert row(older, LOTS, "gone:lot:1")["statut"] == "retire"
    assert row(older, AWARDS, "gone:attr:1:1")["statut_publication"] == "retire"
    with older.read() as tx:
        causes = [each.cause for each in Revisions(tx).of(LOTS, "n:lot:2")]
    assert causes[-1] == "suite de r"


def test_a_second_passage_writes_nothing(older: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.older_parts.BATCH", 1)
    assert sum(count for _, _, count in settle_older_parts(older, NOON)) == 3
    with older.read() as tx:
        before = Revisions(tx).position()
    assert sum(count for _, _, count in settle_older_parts(older, NOON)) == 0
    with older.read() as tx:
        assert Revisions(tx).position() == before


def test_the_duty_makes_the_passage_once(older: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    class Standing:
        db = older

        def now(self) -> Any:
            return NOON

    context: Any = Standing()
    older_rows.perform(context)
    assert row(older, LOTS, "n:lot:2")["montant_estime"] == 25.0
    with older.read() as tx:
        assert Passages(tx).made(older_rows.NAME)
    monkeypatch.setattr(older_rows, "settle_older_parts", lambda *_: pytest.fail("made again"))
    older_rows.perform(context)
