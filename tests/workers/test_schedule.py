"""When the scheduler opens a run, and over which days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.storage.runs import Run, Runs, RunState
from tests.workers import toy
from workers.context import Context
from workers.schedule import LEAST_PAUSE, Scheduler, pause


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (timedelta(hours=1), LEAST_PAUSE),
        (timedelta(days=2), timedelta(hours=12)),
        (timedelta(days=400), timedelta(days=1)),
    ],
)
def test_a_source_is_asked_as_often_as_it_speaks(cadence: timedelta, expected: timedelta) -> None:
    assert pause(replace(toy.SOURCE, cadence=cadence)) == expected


def latest(context: Context) -> Run:
    with context.db.read() as tx:
        return Runs(tx).latest("toy")[0]


def end(context: Context, state: RunState, at: datetime) -> None:
    with context.db.write() as tx:
        Runs(tx).finish(latest(context).id, state, at, {}, [])


def test_a_run_is_opened_when_it_is_due_and_never_beside_another(database_url: str, tmp_path: Path) -> None:
    clock = FixedClock(toy.NOON)
    with toy.installed(database_url, tmp_path, toy.record(tmp_path / "answers", {})) as bare:
        context = replace(bare, now=clock.now)
        first, second = Scheduler(context), Scheduler(context)
        assert (first.tick(), second.tick()) == (["toy"], [])
        assert latest(context).window.since == date(2026, 3, 11)

        clock.advance(30 * 86400)
        assert first.tick() == []  # the run goes on: no other is opened beside it

        end(context, RunState.COMPLETE, clock.now())
        assert second.tick() == ["toy"]
        run = latest(context)
        assert (run.window.since, run.window.until) == (date(2026, 3, 11), date(2026, 4, 17))

        end(context, RunState.INCOMPLETE, clock.now())
        assert first.tick() == []
        clock.advance(pause(toy.SOURCE).total_seconds())
        assert first.tick() == ["toy"]
        assert latest(context).window.since == date(2026, 3, 11)  # what is missing is looked for again
