"""What is looked at while hosts are lost: who holds which rows, and whether all came out once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from core.storage.queries import Rows
from core.storage.runs import Runs, RunState
from core.storage.schema import LEDGER, OUTBOX, WORK
from core.storage.work import Queue, WorkState
from tests.workers import toy
from workers.advance import Plan, open_run
from workers.context import Context

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Scene:
    """An installation, its recorded answers, and the hosts that work for it."""

    context: Context
    home: Path
    answers: Path
    documents: int
    run: int = 0

    def begin(self) -> None:
        """Open the run."""
        self.run = open_run(self.context, Plan(toy.SOURCE, toy.WINDOW, "live")).id

    def start(
        self,
        name: str,
        url: str,
        redis: str,
        seconds: float,
        *,
        prefix: Sequence[str] = (),
        module: str = "tests.hosts.worker",
    ) -> Host:
        """Start a worker on a host, in a process group of its own."""
        place = [str(self.home), str(self.answers), str(seconds)]
        command = [*prefix, sys.executable, "-m", module, name, url, redis, *place]
        log = (self.home / f"log-{name}").open("a")
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        log.close()
        return Host(name, process)

    def read_by(self, name: str) -> int:
        """How many readings a host has made."""
        path = self.home / f"read-{name}"
        return len(path.read_text().splitlines()) if path.exists() else 0

    def held_by(self, name: str) -> dict[int, int]:
        """The rows that a host has leased, each with the number of its claim."""
        with self.context.db.read() as tx:
            rows = Queue(tx).rows(WORK.c.state == WorkState.LEASED, WORK.c.owner.startswith(f"{name}@"))
        return {row.id: row.attempts for row in rows}

    def resumed(self, held: dict[int, int]) -> bool:
        """Whether each of those rows has been taken by another, or done."""
        with self.context.db.read() as tx:
            rows = Queue(tx).rows(WORK.c.id.in_(list(held)))
        return all(row.attempts > held[row.id] or row.state is WorkState.DONE for row in rows)

    def over(self) -> bool:
        """Whether the run is published and everything that follows is done."""
        with self.context.db.read() as tx:
            state = Runs(tx).get(self.run).state
            still = Queue(tx).count(WORK.c.state.in_([WorkState.READY, WorkState.LEASED]))
        return state is not RunState.RUNNING and not still

    def outcome(self) -> dict[str, object]:
        """What came out: nothing may lack and nothing may be there twice."""
        with self.context.db.read() as tx:
            rows = Rows(tx, self.context.db.catalogue).count("jouets")
            ledger = tx.execute(select(func.count()).where(LEDGER.c.watch == "all")).scalar_one()
            unsent = tx.execute(select(func.count()).where(OUTBOX.c.state != "sent")).scalar_one()
            parked = Queue(tx).count(WORK.c.state == WorkState.PARKED)
            state = Runs(tx).get(self.run).state
        told = {"rows": rows, "ledger": ledger, "unsent": unsent, "parked": parked, "state": state.value}
        return {"documents": self.documents, **told}

    def whole(self) -> dict[str, object]:
        """What :meth:`outcome` should say."""
        every = self.documents
        told = {"rows": every, "ledger": every, "unsent": 0, "parked": 0, "state": "complete"}
        return {"documents": every, **told}


@dataclass
class Host:
    """The process group of a worker."""

    name: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End the whole group at once, as a lost host ends."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, 9)
        self.process.wait()


def record(folder: Path, count: int) -> Path:
    """As many documents of one row."""
    return toy.record(folder, {f"doc-{n:04}": toy.body(toy.row(n)) for n in range(count)})


def until(true: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait; returns how long it took.

    Raises:
        TimeoutError: it did not come true.
    """
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"not in {seconds} s: {what}")
        time.sleep(0.1)
    return time.monotonic() - began
