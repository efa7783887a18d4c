"""When the scheduler opens a run, and over which days."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import InputError
from core.model.timetable import Pace
from core.model.timetable_setting import TimetableSetting
from core.storage.runs import Run, Runs, RunState
from core.storage.work import Queue
from tests.workers import toy
from workers.context import Context
from workers.duties import Duty, duties
from workers.schedule import Scheduler
from workers.stages import duty as stage
from workers.step import take
from workers.timetables import LEAST_PAUSE, check_names, pause


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
        first, second = Scheduler(context, duties=dict), Scheduler(context, duties=dict)
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


@dataclass
class Performed:
    """A duty that counts its performances, and may fail."""

    times: int = 0
    fails: bool = False

    def __call__(self, _context: Context) -> None:
        self.times += 1
        if self.fails:
            raise ConnectionError("not today")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(toy.NOON)


@pytest.fixture
def context(database_url: str, tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
    with toy.installed(database_url, tmp_path, toy.record(tmp_path / "answers", {})) as bare:
        yield replace(bare, now=clock.now, sources={})


@pytest.fixture
def performed(monkeypatch: pytest.MonkeyPatch) -> Performed:
    made = Performed()
    monkeypatch.setattr(stage, "duties", lambda: _duty(made))
    return made


def _duty(performed: Performed) -> dict[str, Duty]:
    return {"count": Duty("count", Pace(timedelta(hours=1)), performed, heavy=True)}


def _work(context: Context) -> None:
    with context.db.write() as tx:
        claimed = Queue(tx).claim("worker", context.now(), context.lease, 10)
    for work in claimed:
        take(context, work)


def test_a_slot_is_taken_by_one_of_many_schedulers(context: Context, performed: Performed) -> None:
    duties = _duty(performed)
    for _round in range(5):
        start = threading.Barrier(6)

        def tick(start: threading.Barrier = start) -> list[str]:
            start.wait()
            return Scheduler(context, duties=lambda: duties).tick()

        with ThreadPoolExecutor(6) as pool:
            ticks = [pool.submit(tick) for _ in range(6)]
            assert sorted(each.result() for each in ticks) == [[]] * 5 + [["count"]]
        _work(context)
        clock = context.now.__self__  # type: ignore[attr-defined]
        clock.advance(3600)
    assert performed.times == 5


def test_missed_slots_are_made_up_for_once(context: Context, performed: Performed, clock: FixedClock) -> None:
    scheduler = Scheduler(context, duties=lambda: _duty(performed))
    assert scheduler.tick() == ["count"]
    _work(context)
    clock.advance(40 * 3600)
    assert (scheduler.tick(), scheduler.tick()) == (["count"], [])
    _work(context)
    assert performed.times == 2


def test_a_clock_that_goes_back_asks_for_nothing_twice(
    context: Context, performed: Performed, clock: FixedClock
) -> None:
    scheduler = Scheduler(context, duties=lambda: _duty(performed))
    assert scheduler.tick() == ["count"]
    clock.advance(-1800)
    assert scheduler.tick() == []
    clock.advance(1800)
    assert scheduler.tick() == []


def test_a_clock_that_was_a_year_ahead_does_not_stop_the_duty_for_a_year(
    context: Context, performed: Performed, clock: FixedClock
) -> None:
    scheduler = Scheduler(context, duties=lambda: _duty(performed))
    clock.advance(365 * 86400)
    assert scheduler.tick() == ["count"]
    clock.advance(-365 * 86400)
    assert (scheduler.tick(), scheduler.tick()) == (["count"], [])


def test_a_duty_that_fails_is_tried_again_and_then_left_to_its_next_slot(
    context: Context, performed: Performed, clock: FixedClock
) -> None:
    performed.fails = True
    scheduler = Scheduler(context, duties=lambda: _duty(performed))
    scheduler.tick()
    for _ in range(10):
        _work(context)
        clock.advance(300)
    assert performed.times == 3
    performed.fails = False
    clock.advance(3600)
    assert scheduler.tick() == ["count"]
    _work(context)
    assert performed.times == 4


def test_a_duty_under_way_is_not_asked_for_beside_itself(
    context: Context, performed: Performed, clock: FixedClock
) -> None:
    scheduler = Scheduler(context, duties=lambda: _duty(performed))
    scheduler.tick()
    with context.db.write() as tx:
        assert Queue(tx).claim("busy", clock.now(), timedelta(days=1), 10)
    clock.advance(3600)
    assert scheduler.tick() == ["count"]
    with context.db.write() as tx:
        assert Queue(tx).claim("other", clock.now(), timedelta(days=1), 10) == []


def test_the_operator_sets_the_timetable(context: Context, performed: Performed, clock: FixedClock) -> None:
    off = Scheduler(context, {"count": "off"}, duties=lambda: _duty(performed))
    assert off.tick() == []
    slow = Scheduler(context, {"count": TimetableSetting(every_minutes=600)}, duties=lambda: _duty(performed))
    assert slow.tick() == ["count"]
    clock.advance(3600)
    assert len(slow.tick()) + len(slow.tick()) <= 1


def test_a_timetable_for_what_does_not_exist_is_named() -> None:
    with pytest.raises(InputError, match="baomp"):
        check_names({"baomp": "off"}, {"boamp"})


def test_a_scheduler_with_a_wrong_clock_takes_nothing(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with toy.installed(postgres_url, tmp_path, toy.record(tmp_path / "answers", {})) as context:
        assert Scheduler(context, duties=dict)._astray() is False
        monkeypatch.setattr("workers.schedule.skew", lambda _db, _now: timedelta(days=1))
        assert Scheduler(context, duties=dict).tick() == []


def test_the_duties_are_found_and_the_figures_are_made(context: Context) -> None:
    assert {"statistics", "quality"} <= set(duties())
    for name in ("statistics", "quality"):  # an installation without their datasets: nothing to do
        duties()[name].perform(context)
