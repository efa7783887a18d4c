"""The queue of record: claims, leases, fences, parking."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from core.model.source import Window
from core.storage.database import Database, open_database
from core.storage.runs import Run, Runs, RunState
from core.storage.schema import WORK
from core.storage.work import Queue, Silence, Task, Work, WorkState
from tests.core.storage.samples import NOON

LEASE = timedelta(seconds=30)
DAYS = Window(NOON.date(), NOON.date())


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with open_database(database_url) as opened:
        yield opened


def _run(database: Database, mode: str = "live") -> Run:
    with database.write() as tx:
        return Runs(tx).open("toy", mode, "", DAYS, NOON)[0]


def _add(
    database: Database, *subjects: str, stage: str = "extract", run: int | None = None, priority: int = 50
) -> None:
    with database.write() as tx:
        Queue(tx).add([Task(stage, subject, "toy", run, priority) for subject in subjects], NOON)


def _claim(database: Database, owner: str = "me", limit: int = 10, **more: object) -> list[Work]:
    with database.write() as tx:
        return Queue(tx).claim(owner, NOON, LEASE, limit, **more)  # type: ignore[arg-type]


def test_a_row_is_claimed_once_and_the_claim_counts(database: Database) -> None:
    _add(database, "1", "2", "3")
    assert [(work.subject, work.attempts, work.state) for work in _claim(database, limit=2)] == [
        ("1", 1, WorkState.LEASED),
        ("2", 1, WorkState.LEASED),
    ]
    assert [work.subject for work in _claim(database)] == ["3"]
    assert _claim(database) == []


def test_the_most_urgent_comes_first(database: Database) -> None:
    _add(database, "later")
    _add(database, "first", priority=1)
    assert [work.subject for work in _claim(database, limit=1)] == ["first"]


def test_many_claimants_share_the_rows(database: Database) -> None:
    _add(database, *(str(number) for number in range(60)))
    claimed: list[int] = []

    def claim() -> None:
        while found := _claim(database, owner=threading.current_thread().name, limit=4):
            claimed.extend(work.id for work in found)

    threads = [threading.Thread(target=claim) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 60


def test_who_lost_his_lease_can_not_finish(database: Database) -> None:
    _add(database, "1")
    (first,) = _claim(database, owner="gone")
    with database.write() as tx:
        assert Queue(tx).release(NOON, dead={"gone"}) == 1
    (second,) = _claim(database, owner="gone")
    with database.write() as tx:
        assert not Queue(tx).done(first, NOON)
        assert Queue(tx).done(second, NOON)
        assert not Queue(tx).done(second, NOON)


def test_a_lease_that_runs_out_is_given_back_and_one_renewed_is_not(database: Database) -> None:
    _add(database, "1", "2")
    _claim(database, owner="alive", limit=1)
    _claim(database, owner="lost", limit=1)
    late = NOON + 2 * LEASE
    with database.write() as tx:
        Queue(tx).renew("alive", late + LEASE)
        assert Queue(tx).expired(late) == 1
        assert Queue(tx).release(late, dead=()) == 1
        assert Queue(tx).owners() == {"alive"}


def test_a_retry_waits_and_a_parked_row_is_left_until_it_is_armed(database: Database) -> None:
    _add(database, "1", "2")
    first, second = _claim(database)
    with database.write() as tx:
        Queue(tx).retry(first, NOON, NOON + LEASE, "fetch", "503")
        Queue(tx).park(second, NOON, "corrupt", "cut")
    assert _claim(database) == []
    with database.write() as tx:
        (parked,) = Queue(tx).rows(WORK.c.state == WorkState.PARKED)
        assert (parked.last_error_code, parked.last_error, parked.owner) == ("corrupt", "cut", None)
        assert Queue(tx).rearm([first.id, second.id], NOON) == 1
    (again,) = _claim(database)
    assert (again.subject, again.attempts) == ("2", 1)


def test_a_task_is_armed_again_by_a_later_run_only(database: Database) -> None:
    first = _run(database)
    _add(database, "1", run=first.id)
    (work,) = _claim(database)
    with database.write() as tx:
        Queue(tx).done(work, NOON)
    _add(database, "1", run=first.id)
    assert _claim(database) == []
    with database.write() as tx:
        Runs(tx).finish(first.id, RunState.COMPLETE, NOON, {}, [])
    _add(database, "1", run=_run(database).id)
    (again,) = _claim(database)
    assert (again.id, again.attempts) == (work.id, 1)


def test_a_claim_for_a_run_takes_its_rows_and_those_of_nobody(database: Database) -> None:
    first, other = _run(database), _run(database, mode="replay")
    _add(database, "mine", run=first.id)
    _add(database, "theirs", run=other.id)
    _add(database, "9", stage="deliver", run=other.id)
    assert {work.subject for work in _claim(database, runs=[first.id])} == {"mine", "9"}
    with database.read() as tx:
        assert Queue(tx).next_at([other.id]) == NOON
        assert Queue(tx).next_at([first.id]) is None


def test_rows_are_told_of_once_until_their_message_seems_lost(database: Database) -> None:
    live, handed = _run(database), _run(database, mode="file")
    _add(database, "toy/1", "toy/2", stage="fetch", run=live.id)
    _add(database, "toy/3", stage="fetch", run=handed.id)
    _add(database, "4", stage="extract", run=handed.id, priority=1)
    silence = Silence(NOON - LEASE, ["fetch", "extract"], NOON - LEASE)
    later = Silence(NOON + LEASE / 2, ["fetch"], NOON - LEASE)
    long_later = Silence(NOON + LEASE / 2, ["fetch"], NOON + LEASE / 3)
    with database.write() as tx:
        told = Queue(tx).to_dispatch(NOON, silence, 10, ["live"])
        subjects = [{work.id: work.subject for work in Queue(tx).rows()}[number] for number, _ in told.rows]
        assert subjects == ["4", "toy/1", "toy/2"]
        assert Queue(tx).in_flight(silence) == 3
        assert Queue(tx).to_dispatch(NOON, silence, 10, ["live"]).rows == []
        assert Queue(tx).in_flight(later) == 1  # a message of an extraction still waits at the broker
        lost = Queue(tx).to_dispatch(NOON + LEASE, later, 10, ["live"])
        assert (len(lost.rows), lost.again) == (2, 2)
        lost = Queue(tx).to_dispatch(NOON + LEASE, long_later, 10, ["live"])
        assert (len(lost.rows), lost.again) == (1, 1)


def test_a_run_is_through_when_none_of_its_documents_waits(database: Database) -> None:
    stages = ("fetch", "extract")
    runs = [_run(database, mode).id for mode in ("live", "replay", "file", "other")]
    waiting, through, publishing, ended = runs
    for run, subject in zip(runs, "1234", strict=True):
        _add(database, subject, run=run)
    _add(database, "9", stage="match", run=through)
    _add(database, str(publishing), stage="publish", run=publishing)
    for work in _claim(database, runs=[through, publishing, ended]):
        with database.write() as tx:
            Queue(tx).done(work, NOON)
    with database.write() as tx:
        Runs(tx).finish(ended, RunState.FAILED, NOON, {}, [])
    _claim(database, runs=[waiting])
    with database.read() as tx:
        assert Queue(tx).through(stages, "publish") == {through: "toy"}
        assert set(Queue(tx).through(("fetch",), "publish")) == {waiting, through}


def test_an_interrupted_run_goes_on_and_an_ended_one_does_not(database: Database) -> None:
    first = _run(database)
    with database.write() as tx:
        again, fresh = Runs(tx).open("toy", "live", "", DAYS, NOON)
        assert (again.id, fresh) == (first.id, False)
        Runs(tx).note(first.id, {"found": 3}, ["one gap"])
        Runs(tx).finish(first.id, RunState.INCOMPLETE, NOON, {"new": 2}, ["another"])
        ended = Runs(tx).get(first.id)
        assert (ended.state, ended.finished) == (RunState.INCOMPLETE, NOON)
        assert (ended.counts, ended.reasons) == ({"found": 3, "new": 2}, ("one gap", "another"))
        _, fresh = Runs(tx).open("toy", "live", "", DAYS, NOON)
        assert fresh
        assert [run.id for run in Runs(tx).latest("toy", 5)] == [first.id + 1, first.id]
        with pytest.raises(KeyError):
            Runs(tx).get(99)
