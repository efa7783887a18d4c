"""The route over PostgreSQL and Redis, with two worker processes.

``python -m benchmarks.route.scaled FOLDER HOME`` starts a PostgreSQL that waits for the disk and a Redis that
keeps its file, and prints the figures of the workers.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from benchmarks.route.embedded import counted, origin_for, timed_stages, without_floors
from benchmarks.route.figures import Figures, heard, tell, told
from benchmarks.route.load import plans
from core.settings import Settings
from core.storage.runs import Run, Runs
from core.storage.schema import WORK
from core.storage.work import Queue, WorkState
from tests.servers import SAFE, Postgres, fresh_database, running_redis
from workers.advance import REPLAY, open_run
from workers.broker import open_broker
from workers.installation import Installation, open_installation
from workers.pool import Pool

WORKERS = 2
_LOOK_SECONDS = 0.5


def walk(folder: Path, home: Path) -> Figures:
    """All schedules of a load, by worker processes, whose start counts."""
    with _servers() as (database, redis):
        settings = _settings(home, database)
        with open_installation(settings) as installation:
            workers = [_worker(home, database, redis) for _ in range(WORKERS)]
            began = time.monotonic()
            context = installation.context(origin_for)
            numbers = [open_run(context, plan).id for plan in plans(folder)]
            runs = _ended(installation, numbers)
            seconds = time.monotonic() - began
            for worker in workers:
                worker.send_signal(signal.SIGTERM)
            parts = [heard(worker.communicate()[0]) for worker in workers]
    return _together(parts, runs, seconds)


@contextmanager
def _servers() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="veille-pg-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        server.start(SAFE)
        try:
            config = {"appendonly": "yes", "maxmemory-policy": "noeviction"}
            with fresh_database(server.url) as database, running_redis(config) as redis:
                yield database, redis
        finally:
            server.stop()


def _settings(home: Path, database: str) -> Settings:
    return Settings(home=home, database_url=SecretStr(database), allow_weak_sandbox=True)


def _worker(home: Path, database: str, redis: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.route.scaled", str(home), database, redis]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _ended(installation: Installation, numbers: list[int]) -> list[Run]:
    while True:
        with installation.db.read() as tx:
            waiting = len(Runs(tx).unfinished())
            queued = Queue(tx).count(WORK.c.state.in_([WorkState.READY, WorkState.LEASED]))
            if not waiting and not queued:
                return [Runs(tx).get(number) for number in numbers]
        time.sleep(_LOOK_SECONDS)


def _together(parts: list[Figures], runs: list[Run], seconds: float) -> Figures:
    names = sorted({name for part in parts for name in part.stages})
    counts = counted(runs)
    return Figures(
        way="scaled",
        documents=counts["found"],
        seconds=seconds,
        cpu_seconds=sum(part.cpu_seconds for part in parts),
        parent_mib=max(part.parent_mib for part in parts),
        child_mib=max(part.child_mib for part in parts),
        stages={name: sum(part.stages.get(name, 0.0) for part in parts) for name in names},
        counts=counts,
    )


def work(home: Path, database: str, redis: str) -> None:
    """A worker process, until it is told to stop."""
    stop, stages, began = threading.Event(), timed_stages(), time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with open_installation(_settings(home, database)) as installation:
        context = without_floors(installation.context(origin_for))
        Pool(context, open_broker(redis), threads=1, modes=(REPLAY,), stop=stop).run()
    tell(told("worker", 0, time.monotonic() - began, stages, {}))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        tell(walk(Path(sys.argv[1]), Path(sys.argv[2])))
    else:
        work(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
