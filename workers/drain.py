"""Empty the queue with a few threads, without a broker: how a run goes on one machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from core.storage.work import Queue, Work
from workers.advance import advance
from workers.context import Context
from workers.meters import RELEASED
from workers.owner import dead, identity
from workers.step import Step, take

OnStep = Callable[[Step], None]

_log = structlog.get_logger()

_NAP = 0.02
"""Seconds between two looks at a queue in which nothing is due."""


@dataclass
class Drain:
    """A pool of threads at the queue of some runs.

    ``patience`` is how long it waits for work that is to be tried again later; what falls due after that
    stays in the queue for the next run. ``stop`` ends it after the steps that are under way.
    """

    context: Context
    runs: Collection[int]
    threads: int = 2
    patience: timedelta = timedelta(minutes=3)
    on_step: OnStep | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    _busy: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Work until nothing is left to do."""
        owner = identity()
        release(self.context)
        with ThreadPoolExecutor(self.threads, "drain") as pool, Heartbeat(self.context, owner):
            try:
                for done in [pool.submit(self._work, owner) for _ in range(self.threads)]:
                    done.result()
            except BaseException:  # Ctrl-C comes here, in the main thread: the others end their step and stop
                self.stop.set()
                raise

    def _work(self, owner: str) -> None:
        while not self.stop.is_set():
            work = self._claim(owner)
            if work is None:
                if not self._wait():
                    return
                continue
            try:
                step = take(self.context, work)
            finally:
                with self._turn:
                    self._busy -= 1
            self._tell(step)

    def _claim(self, owner: str) -> Work | None:
        with self._turn:  # claiming and counting as one: a thread that sees nobody busy may end
            now = self.context.now()
            with self.context.db.write() as tx:
                claimed = Queue(tx).claim(owner, now, self.context.lease, 1, runs=self.runs)
            self._busy += len(claimed)
        return claimed[0] if claimed else None

    def _wait(self) -> bool:
        """Nothing was due: whether something may still come."""
        with self._turn:
            if self._busy == 0:
                if advance(self.context, self.runs):
                    return True
                with self.context.db.read() as tx:
                    due = Queue(tx).next_at(self.runs)
                if due is None or due > self.context.now() + self.patience:
                    return False
        return not self.stop.wait(_NAP)

    def _tell(self, step: Step) -> None:
        if self.on_step is not None:
            with self._turn:
                self.on_step(step)


@dataclass
class Heartbeat:
    """Renews the leases of this process while it lives."""

    context: Context
    owner: str
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Heartbeat:
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _beat(self) -> None:
        while not self._stop.wait(self.context.lease.total_seconds() / 3):
            try:
                with self.context.db.write() as tx:
                    Queue(tx).renew(self.owner, self.context.now() + self.context.lease)
            except SQLAlchemyError as error:  # the database is away; the next beat tries again
                _log.warning("leases not renewed", error=str(error).splitlines()[0])


def release(context: Context) -> int:
    """Give back the work of workers that are no more."""
    now = context.now()
    with context.db.read() as tx:
        gone = dead(Queue(tx).owners())
        if not gone and not Queue(tx).expired(now):
            return 0
    with context.db.write() as tx:
        released = Queue(tx).release(now, gone)
    RELEASED.inc(released)
    return released
