"""The datasets of a source are measured once one of its runs is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from core.model.source import Window
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.runs import RunState
from normalizers.datasets.qualite_donnees import DATASET
from tests.workers import toy
from workers.advance import HANDED, REPLAY, Plan
from workers.archive import Write
from workers.context import Context
from workers.quality import measured
from workers.run import run

TOLD = ("lignes", "completude", "mesure_le", "version")
ROUTE = replace(toy.ROUTE, measured=measured)
DOCUMENTS = {f"{number}": toy.body(toy.row(number)) for number in range(1, 7)}


def figures(context: Context) -> dict[str, dict[str, Any]]:
    with context.db.read() as tx:
        rows = Rows(tx, context.db.catalogue).rows(DATASET.name)
        return {row["colonne"]: {name: row[name] for name in TOLD} for row in rows}


def walk(context: Context, mode: str) -> RunState:
    return run(context, [Plan(toy.SOURCE, toy.WINDOW, mode)]).runs[0].state


def test_a_published_run_leaves_figures_and_a_second_one_the_same(database_url: str, tmp_path: Path) -> None:
    with (
        open_database(database_url, [toy.TOYS, DATASET]) as db,
        toy.installed(database_url, tmp_path, toy.record(tmp_path / "answers", DOCUMENTS), ROUTE) as bare,
    ):
        context = replace(bare, db=db)
        assert walk(context, REPLAY) is RunState.COMPLETE
        found = figures(context)
        assert found["*"]["lignes"] == len(DOCUMENTS)
        assert (found["objet"]["completude"], found["annule"]["completude"]) == (1.0, 0.0)
        assert walk(context, REPLAY) is RunState.COMPLETE
        assert figures(context) == found


def test_a_run_that_a_guard_holds_back_and_a_file_handed_over_are_not_measured(
    database_url: str, tmp_path: Path
) -> None:
    answers = toy.record(tmp_path / "answers", {"1": b"corrupt"})
    with (
        open_database(database_url, [toy.TOYS, DATASET]) as db,
        toy.installed(database_url, tmp_path, answers, ROUTE) as bare,
    ):
        context = replace(bare, db=db)
        assert walk(context, REPLAY) is RunState.REFUSED
        assert figures(context) == {}
        toy.record(answers, DOCUMENTS)
        assert walk(context, HANDED) in {RunState.COMPLETE, RunState.INCOMPLETE}
        assert figures(context) == {}


def test_runs_that_end_together_are_measured_once(tmp_path: Path) -> None:
    url, told = f"sqlite:///{tmp_path / 'test.sqlite'}", list[str]()

    def counted(db: Database, names: Iterable[str], now: datetime) -> Write:
        told.extend(names)
        return measured(db, names, now)

    days = [Window(toy.DAY, toy.DAY + timedelta(days=ahead)) for ahead in range(5)]
    answers = toy.record(tmp_path / "answers", DOCUMENTS)
    with (
        open_database(url, [toy.TOYS, DATASET]) as db,
        toy.installed(url, tmp_path, answers, replace(ROUTE, measured=counted)) as bare,
    ):
        context = replace(bare, db=db)
        summary = run(context, [Plan(toy.SOURCE, window, REPLAY) for window in days])
        assert {each.state for each in summary.runs} == {RunState.COMPLETE}
        assert figures(context)["*"]["lignes"] == len(DOCUMENTS)
    assert 1 <= len(told) < len(days)
