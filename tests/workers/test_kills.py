"""Processes that are killed at any moment: in the end everything is there, once."""

from __future__ import annotations

import multiprocessing
import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import select

from core.storage.queries import Rows
from core.storage.runs import Runs, RunState
from core.storage.schema import LEDGER, OUTBOX, READING, REFUSAL, REVISION, STAGED, WORK
from core.storage.work import Queue, WorkState
from tests.workers import child, toy
from workers.advance import open_run
from workers.context import Context

pytestmark = [pytest.mark.faults, pytest.mark.slow]

KILLS_EMBEDDED = 50
KILLS_WORKER = 10
SEED = 20260312

_TIMES = re.compile(r"'lu_le': '[^']*'")
"""When a document was read: the only thing inside a row that differs between two runs."""


@pytest.fixture(scope="module")
def forks() -> ForkServerContext:
    """Children are forked from a server that has imported everything: they start in milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.workers.child"])
    return context


def _documents() -> dict[str, bytes]:
    plain = {f"doc-{n:02}": toy.body(toy.row(n), toy.row(100 + n)) for n in range(34)}
    twice = {f"page-{n:02}": b"%PDF\n" + toy.body(toy.row(n, objet="page")) for n in range(4)}
    return {**plain, **twice, "bad": b"corrupt", "annulment": toy.body(toy.row(90, annule="toy:5"))}


def _state(context: Context) -> dict[str, Any]:
    """All that must come out the same; numbers of rows are left out, for they tell the order of threads."""
    tables = {
        "revision": (REVISION, {"id", "at"}),
        "ledger": (LEDGER, {"id", "matched_at"}),
        "outbox": (OUTBOX, {"id", "run_at", "sent_at", "attempts", "last_error"}),
        "reading": (READING, {"data"}),
        "refusal": (REFUSAL, {"id", "at"}),
        "staged": (STAGED, set()),
    }
    with context.db.read() as tx:
        state: dict[str, Any] = {
            name: sorted(
                _TIMES.sub("", repr([row[column.name] for column in table.c if column.name not in skipped]))
                for row in tx.execute(select(table)).mappings()
            )
            for name, (table, skipped) in tables.items()
        }
        rows = Rows(tx, context.db.catalogue).rows("jouets")
        state["rows"] = [{name: value for name, value in row.items() if name != "lu_le"} for row in rows]
        runs = [(run.state, dict(run.counts), run.reasons) for run in Runs(tx).latest("toy", 100)]
        # A call after the end of the first run makes another one, which must find nothing new.
        state["run"], state["later"] = runs[-1], sum(run[1]["new"] + run[1]["changed"] for run in runs[:-1])
        state["open"] = Queue(tx).count(WORK.c.state.in_([WorkState.READY, WorkState.LEASED]))
    return state


def _sent(home: Path) -> set[str]:
    return {path.name for path in (home / "sent").iterdir()}


@contextmanager
def _started(forks: ForkServerContext, target: Any, *arguments: object) -> Iterator[ForkServerProcess]:
    process = forks.Process(target=target, args=arguments, daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def test_a_run_killed_at_any_moment_comes_out_like_an_undisturbed_one(
    tmp_path: Path, forks: ForkServerContext
) -> None:
    folder = toy.record(tmp_path / "recorded", _documents())
    chance = random.Random(SEED)  # noqa: S311 - chance, not secrets
    calm = tmp_path / "calm"
    began = time.monotonic()
    with _started(forks, child.embedded, str(calm / "db"), calm, folder) as process:
        process.join(60)
    lasted = time.monotonic() - began
    with child.installed(str(calm / "db"), calm, folder) as context:
        expected = _state(context)
    assert expected["run"][0] is RunState.COMPLETE
    assert len(expected["rows"]) == 69

    kills = rounds = 0
    while kills < KILLS_EMBEDDED:
        home = tmp_path / f"round-{rounds}"
        ended = False
        while not ended:
            with _started(forks, child.embedded, str(home / "db"), home, folder) as process:
                process.join(chance.uniform(0, lasted / 2) if kills < KILLS_EMBEDDED else 60)
                ended = process.exitcode is not None
            kills += not ended
        with child.installed(str(home / "db"), home, folder) as context:
            assert _state(context) == expected, f"round {rounds}, after {kills} kills, seed {SEED}"
        assert _sent(home) == _sent(calm)
        rounds += 1
    assert rounds > 1


def test_workers_killed_at_any_moment_and_a_flushed_redis_lose_nothing(
    tmp_path: Path, postgres_url: str, redis_url: str, forks: ForkServerContext
) -> None:
    folder = toy.record(tmp_path / "recorded", _documents())
    chance = random.Random(SEED)  # noqa: S311 - chance, not secrets
    calm, home = tmp_path / "calm", tmp_path / "home"
    child.embedded(str(calm / "db"), calm, folder)
    with child.installed(str(calm / "db"), calm, folder) as context:
        expected = _state(context)

    with child.installed(postgres_url, home, folder) as context:
        open_run(context, child.PLAN)
        for kill in range(KILLS_WORKER):
            with _started(forks, child.worker, postgres_url, redis_url, home, folder) as process:
                process.join(chance.uniform(0.2, 1.0))
                if kill == KILLS_WORKER // 2:
                    with Redis.from_url(redis_url) as client:
                        client.flushall()
        with _started(forks, child.worker, postgres_url, redis_url, home, folder):
            _wait_until_done(context)
        assert _state(context) == expected
    assert _sent(home) == _sent(calm)


def _wait_until_done(context: Context, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = _state(context)
        if state["run"][0] is not RunState.RUNNING and not state["open"]:
            return
        time.sleep(0.2)
    raise TimeoutError(f"still open: {state['open']}")
