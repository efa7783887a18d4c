"""Workers that listen to a broker, in the process and on Redis."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from core.storage.ledger import Ledger
from core.storage.queries import Rows
from core.storage.runs import Runs, RunState
from core.storage.schema import WORK
from core.storage.work import Queue, WorkState
from tests.servers import evicting_redis
from tests.workers import toy
from workers import dispatch
from workers.advance import Plan, open_run
from workers.broker import BrokerDown, UnsafeBroker, open_broker
from workers.context import Context
from workers.policy import queue_of
from workers.pool import Pool
from workers.step import take

PLAN = Plan(toy.SOURCE, toy.WINDOW, "live")
DOCUMENTS = {f"doc-{n}": toy.body(toy.row(n)) for n in range(12)}


@pytest.fixture(params=["stub", "redis"])
def broker_url(request: pytest.FixtureRequest) -> str | None:
    return None if request.param == "stub" else str(request.getfixturevalue("redis_url"))


@pytest.fixture
def context(database_url: str, tmp_path: Path) -> Iterator[Context]:
    folder = toy.record(tmp_path / "recorded", DOCUMENTS)
    route = replace(toy.ROUTE, deliver=toy.Channel())
    with toy.installed(database_url, tmp_path, folder, route) as made:
        yield made


def _wait(context: Context, run: int, seconds: float = 30) -> RunState:
    """Until the run is over and its matches are sent."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with context.db.read() as tx:
            state = Runs(tx).get(run).state
            open_work = Queue(tx).count(WORK.c.state.in_([WorkState.READY, WorkState.LEASED]))
        if state is not RunState.RUNNING and not open_work:
            return state
        time.sleep(0.05)
    raise TimeoutError(f"run {run} is {state}, {open_work} rows are open")


def _assert_all_done(context: Context) -> None:
    with context.db.read() as tx:
        assert Rows(tx, context.db.catalogue).count("jouets") == len(DOCUMENTS)
        assert len(Ledger(tx).after("all")) == len(DOCUMENTS)
    channel = context.route.deliver
    assert isinstance(channel, toy.Channel)
    subjects = [message.subject for message in channel.sent]
    assert len(subjects) == len(set(subjects)) == 17


def test_a_pool_does_the_whole_route(context: Context, broker_url: str | None) -> None:
    with Pool(context, open_broker(broker_url)):
        run = open_run(context, PLAN)
        assert _wait(context, run.id) is RunState.COMPLETE
    _assert_all_done(context)


def test_two_pools_do_each_step_once(context: Context, broker_url: str | None) -> None:
    with Pool(context, open_broker(broker_url)), Pool(context, open_broker(broker_url)):
        run = open_run(context, PLAN)
        assert _wait(context, run.id) is RunState.COMPLETE
    _assert_all_done(context)


def test_a_flushed_broker_loses_no_work(
    context: Context, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "STALE", dispatch.STALE / 15)
    with Pool(context, open_broker(redis_url)), Redis.from_url(redis_url) as client:
        run = open_run(context, PLAN)
        for _ in range(8):
            time.sleep(0.2)
            client.flushall()
        assert _wait(context, run.id) is RunState.COMPLETE
    _assert_all_done(context)


def test_a_stopped_pool_leaves_the_rest_to_the_next(context: Context, broker_url: str | None) -> None:
    run = open_run(context, PLAN)
    with Pool(context, open_broker(broker_url)) as pool:
        time.sleep(0.5)
        pool.stop.set()
    with context.db.read() as tx:
        assert Queue(tx).count(WORK.c.state == WorkState.LEASED) == 0
    with Pool(context, open_broker(broker_url)):
        assert _wait(context, run.id) is RunState.COMPLETE
    _assert_all_done(context)


def test_workers_leave_alone_the_documents_of_another_process(context: Context) -> None:
    run = open_run(context, replace(PLAN, mode="file"))
    with Pool(context, open_broker(None)):
        time.sleep(1)
    with context.db.read() as tx:
        assert Runs(tx).get(run.id).state is RunState.RUNNING
        assert Queue(tx).count(WORK.c.state == WorkState.READY) == 1


def test_two_listeners_at_one_broker_warn_of_nothing(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), Pool(context, open_broker(None)) as pool:
        assert len(pool._workers) == 2
    assert [record.message for record in caplog.records if record.name.startswith("dramatiq")] == []


def test_the_broker_holds_a_bounded_window(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "WINDOW", 5)
    run = open_run(context, PLAN)
    pool = Pool(context, open_broker(None))
    with context.db.write() as tx:
        now = context.now()
        (work,) = Queue(tx).claim("me", now, context.lease, 1)
    take(context, work)
    assert pool._dispatcher.round() == 5
    assert pool._dispatcher.round() == 0
    assert run.id == work.run_id


def _pool_with_a_message_told(context: Context, url: str | None) -> Pool:
    """A pool that has told of a row and to which nobody listens."""
    open_run(context, PLAN)
    pool = Pool(context, open_broker(url))
    assert pool._dispatcher.round() == 1
    return pool


def test_a_backlog_is_not_told_of_again_while_its_messages_wait(
    context: Context, broker_url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "STALE", timedelta(seconds=-1))
    pool = _pool_with_a_message_told(context, broker_url)
    assert pool._dispatcher.round() == 0
    monkeypatch.setattr(dispatch, "FORGOTTEN", timedelta(seconds=-1))
    assert pool._dispatcher.round() == 1


def test_a_row_whose_message_is_lost_is_told_of_again(
    context: Context, broker_url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = _pool_with_a_message_told(context, broker_url)
    pool.broker.flush_all()
    assert pool._dispatcher.round() == 0
    monkeypatch.setattr(dispatch, "STALE", timedelta(seconds=-1))
    assert pool._dispatcher.round() == 1


def test_a_row_given_back_is_told_of_again_although_others_wait(
    context: Context, broker_url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = _pool_with_a_message_told(context, broker_url)
    with context.db.write() as tx:
        queue = Queue(tx)
        (work,) = queue.claim("me", context.now(), context.lease, 1)
        queue.retry(work, context.now(), context.now(), "error", "told")
    assert pool._dispatcher.round() == 1  # in the queue of those begun
    pool.broker.flush(f"veille-{queue_of(work.stage)}{dispatch.FIRST}")
    monkeypatch.setattr(dispatch, "STALE", timedelta(seconds=-1))
    assert pool._dispatcher.round() == 1


def test_rows_of_a_message_that_are_ready_no_more_are_passed_over(context: Context) -> None:
    run = open_run(context, PLAN)
    with context.db.read() as tx:
        (ready,) = (work.id for work in Queue(tx).rows() if work.run_id == run.id)
    pool = Pool(context, open_broker(None))
    assert pool._steps([*range(ready + 1000, ready + 1025), ready]) == []
    with context.db.read() as tx:
        assert Queue(tx).count(WORK.c.id == ready, WORK.c.state == WorkState.DONE) == 1


def test_a_redis_that_forgets_is_refused() -> None:
    with evicting_redis() as url, pytest.raises(UnsafeBroker, match="allkeys-lru"):
        open_broker(url)


def test_a_redis_that_is_away_is_named() -> None:
    with pytest.raises(BrokerDown):
        open_broker("redis://127.0.0.1:1/0")
