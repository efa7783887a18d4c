"""A worker process: threads that listen to the broker, and a dispatcher that speaks to it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field

import dramatiq

from core.storage.work import Queue
from workers.context import Context
from workers.dispatch import Dispatcher
from workers.drain import Heartbeat
from workers.owner import identity
from workers.step import take

QUEUE = "veille"

_PATIENCE_MS = 30_000
"""How long a stopping worker waits for the steps under way."""


@dataclass
class Pool:
    """Works until stopped; losing every message of the broker loses no work.

    A context manager: on leaving it, steps under way are ended, others are left to the next worker.
    """

    context: Context
    broker: dramatiq.Broker
    threads: int = 2
    modes: Collection[str] = ("live",)
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._owner = identity()
        # Actors are declared for one broker and one context, so that two pools can live in one process.
        declare = dramatiq.actor(actor_name="steps", queue_name=QUEUE, broker=self.broker)
        self._dispatcher = Dispatcher(self.context, declare(self._steps), self.modes, self.stop)
        self._worker = dramatiq.Worker(self.broker, worker_threads=self.threads, worker_timeout=100)
        self._dispatching = threading.Thread(target=self._dispatcher.run, name="dispatcher", daemon=True)
        self._heartbeat = Heartbeat(self.context, self._owner)

    def __enter__(self) -> Pool:
        self._heartbeat.__enter__()
        self._worker.start()
        self._dispatching.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._dispatching.join()
        self._worker.stop(timeout=_PATIENCE_MS)
        self._heartbeat.__exit__()
        self.broker.close()

    def run(self) -> None:
        """Work until :attr:`stop` is set."""
        with self:
            self.stop.wait()

    def _steps(self, ids: list[int]) -> None:
        """A message: the numbers of rows that are ready. Those that are so no more are passed over."""
        for number in ids:
            if self.stop.is_set():
                return
            with self.context.db.write() as tx:
                now = self.context.now()
                claimed = Queue(tx).claim(self._owner, now, self.context.lease, 1, ids=[number])
            for work in claimed:
                take(self.context, work)
