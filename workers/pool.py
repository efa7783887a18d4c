"""A worker process: threads that listen to the broker, and a dispatcher that speaks to it."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dramatiq

from core.errors import VeilleError
from core.storage.work import Queue
from workers.context import Context
from workers.dispatch import FIRST, Dispatcher
from workers.drain import Heartbeat
from workers.meters import THREADS, THREADS_WANTED
from workers.owner import identity
from workers.policy import QUEUES
from workers.step import take

PREFIX = "veille-"
"""Before the name of a queue at the broker."""

SLICE = 5.0
"""Seconds for which a thread goes on with one message."""

_PATIENCE_MS = 30_000
"""How long a stopping worker waits for the steps under way."""


_LOOK_SECONDS = 5.0

_LISTEN_MS = 500
"""How long an idle listener waits at most before it asks the broker again. Each of its queues, those that
nothing is sent to among them, has a listener of its own."""

_AT_HAND = 10
"""Rows of a message among which one is claimed: a statement with hundreds takes longer than many a step."""


_RARELY = 20_000
"""New objects between two searches for rings of garbage in a worker process; the default is 700."""


class ThreadsLost(VeilleError):
    """A worker process has fewer threads than it should."""

    code = "threads-lost"
    hint = "The supervisor starts another process; see the log for what ended the thread."


@dataclass
class Pool:
    """Works until stopped; losing every message of the broker loses no work.

    It has ``threads`` for each of the ``queues`` it listens to, and tells of the rows of all of them.
    A context manager: on leaving it, steps under way are ended, others are left to the next worker.
    """

    context: Context
    broker: dramatiq.Broker
    threads: int = 2
    modes: Collection[str] = ("live",)
    queues: Collection[str] = QUEUES
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._owner = identity()
        # Actors are declared for one broker and one context, so that two pools can live in one process.
        self._actors = {
            name + suffix: self._actor(name + suffix, priority)
            for name in QUEUES
            for suffix, priority in ((FIRST, 0), ("", 10))
        }
        self._dispatcher = Dispatcher(self.context, self._actors, self.modes, self.stop)
        self._workers = [self._listener(name) for name in self.queues]
        self._dispatching = threading.Thread(target=self._dispatcher.run, name="dispatcher", daemon=True)
        self._heartbeat = Heartbeat(self.context, self._owner)

    def _actor(self, queue: str, priority: int) -> dramatiq.Actor[[list[int]], None]:
        """Threads that have both in hand take the messages of the smaller number first."""

        def take_some(ids: list[int]) -> None:
            if left := self._steps(ids):
                self._actors[queue].send(left)

        declare = dramatiq.actor(
            actor_name=queue, queue_name=PREFIX + queue, priority=priority, broker=self.broker
        )
        return declare(take_some)

    def _listener(self, queue: str) -> dramatiq.Worker:
        names = {PREFIX + queue, PREFIX + queue + FIRST}
        return dramatiq.Worker(
            self.broker, queues=names, worker_threads=self.threads, worker_timeout=_LISTEN_MS
        )

    def __enter__(self) -> Pool:
        self._heartbeat.__enter__()
        with _two_listeners():
            for listener in self._workers:
                listener.start()
        self._dispatching.start()
        THREADS_WANTED.set(len(self._workers) * self.threads)
        THREADS.set_function(self.living)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._dispatching.join()
        for listener in self._workers:
            listener.stop(timeout=_PATIENCE_MS)
        self._heartbeat.__exit__()
        self.broker.close()

    def run(self, started: Callable[[], object] = lambda: None) -> None:
        """Work until :attr:`stop` is set; ``started`` is called when steps are taken.

        Raises:
            ThreadsLost: a thread has died, which Dramatiq does not mend: this process is to be replaced.
        """
        gc.collect()
        gc.freeze()  # what was loaded is nobody's garbage
        gc.set_threshold(_RARELY)
        with self:
            started()
            while not self.stop.wait(_LOOK_SECONDS):
                if self.living() < len(self._workers) * self.threads:
                    raise ThreadsLost("a thread of the worker has died")

    def living(self) -> int:
        """How many threads can take steps."""
        return sum(thread.is_alive() for listener in self._workers for thread in listener.workers)

    @property
    def ready(self) -> bool:
        """Whether it takes steps and tells of them: the last round of its dispatcher is not long ago."""
        return not self.stop.is_set() and self._dispatcher.rounds_are_recent()

    def _steps(self, ids: list[int]) -> list[int]:
        """A message: the numbers of rows that are ready. Those that are so no more are passed over.

        Returns:
            Those not looked at within the slice of a message: other messages have waited long enough.
        """
        left, began = list(ids), time.monotonic()
        while left and not self.stop.is_set():
            at_hand = left[:_AT_HAND]
            with self.context.db.write() as tx:
                claimed = Queue(tx).claim(self._owner, self.context.now(), self.context.lease, 1, ids=at_hand)
            if not claimed:
                left = left[_AT_HAND:]
                continue
            left.remove(claimed[0].id)
            take(self.context, claimed[0])
            if time.monotonic() - began > SLICE:
                return left
        return []


@contextmanager
def _two_listeners() -> Iterator[None]:
    """Dramatiq warns of a second listener at one broker; ours have queues of their own."""
    log = logging.getLogger("dramatiq.broker")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)
