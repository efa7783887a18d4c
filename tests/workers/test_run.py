"""The whole route on recorded answers."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from core.storage.ledger import Ledger
from core.storage.queries import Rows
from core.storage.runs import RunState
from core.storage.schema import REVISION, SNAPSHOT
from tests.workers import toy
from workers.advance import Plan
from workers.run import run

PLAN = Plan(toy.SOURCE, toy.WINDOW, "replay")


def _documents(count: int = 6) -> dict[str, bytes]:
    return {f"doc-{n}": toy.body(toy.row(n)) for n in range(count)}


def test_a_run_publishes_what_it_found_and_a_second_adds_nothing(tmp_path: Path) -> None:
    context = toy.context(str(tmp_path / "a.db"), tmp_path, toy.record(tmp_path / "r", _documents()))
    first = run(context, [PLAN])
    assert (first.exit_code, first.runs[0].state) == (0, RunState.COMPLETE)
    assert first.counts["found"] == 6 and first.counts["new"] == 6
    second = run(context, [PLAN])
    assert second.runs[0].id != first.runs[0].id
    assert (second.counts["new"], second.counts["changed"], second.counts["extracted"]) == (0, 0, 0)
    with context.db.read() as tx:
        assert Rows(tx, context.db.catalogue).count("jouets") == 6
        assert len(tx.execute(select(REVISION)).all()) == 6
        assert len(tx.execute(select(SNAPSHOT)).all()) == 7
        assert len(Ledger(tx).after("all")) == 6
        assert len(Ledger(tx).after("even")) == 2
