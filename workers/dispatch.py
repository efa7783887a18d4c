"""Tell the workers which rows are ready; tell again of those that do not move."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import dramatiq
import structlog

from core.storage.work import Dispatched, Queue, Silence
from workers.advance import advance
from workers.broker import waits
from workers.context import Context
from workers.drain import release
from workers.meters import REDISPATCHED
from workers.policy import POLICIES, QUEUES, queue_of

WINDOW = 20_000
"""Rows that the broker is told of at most: a full Redis could not even be emptied."""

FIRST = "-first"
"""After the name of a queue: what was begun before, and given back by a lost host or a failure. It overtakes
the thousands of rows that the broker has been told of already."""

LARGEST_FIRST = 1_000
"""Rows told of there in one round, however full the window is."""

SHARES = 64
"""Few rows are told of in many messages, so that every worker has its share; many in large ones."""

LARGEST = {"short": 500, "heavy": 100}
"""Rows in one message at most, by queue."""

STALE = timedelta(seconds=15)
"""A row that has not moved for so long after its message is told of again, if no message of its queue waits.

While some wait, the row's own is most likely among them: to tell of a night's backlog every few seconds would
cost more than the work.
"""

FORGOTTEN = timedelta(minutes=10)
"""A row that has not moved for so long is told of again however many messages wait: its own may be lost."""

SILENCE = 30.0
"""Seconds after which a dispatcher that has not gone round is in trouble."""

PAUSE = 0.25
"""Seconds between two rounds of the dispatcher."""

_log = structlog.get_logger()


@dataclass
class Dispatcher:
    """Rounds over the queue; every worker process has one, and they do not get in each other's way.

    ``actors``, one for each queue and one for its ``first``, take a list of the numbers of rows. ``modes``
    are those of the runs whose documents the listening workers can fetch.
    """

    context: Context
    actors: Mapping[str, dramatiq.Actor[[list[int]], None]]
    modes: Collection[str]
    stop: threading.Event = field(default_factory=threading.Event)
    _last: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        """Go round until stopped; a database or a broker that is away is waited for."""
        while not self.stop.wait(PAUSE):
            try:
                self.round()
                self._last = time.monotonic()
            except Exception as error:
                _log.warning("dispatch failed", error=f"{type(error).__name__}: {error}".splitlines()[0])

    def rounds_are_recent(self) -> bool:
        """Whether the database and the broker have answered of late."""
        return time.monotonic() - self._last < SILENCE

    def round(self) -> int:
        """Give back what dead workers held, publish what is through, and tell of what is ready.

        Returns:
            How many rows were told of.
        """
        release(self.context)
        advance(self.context)
        told = self._take(self.context.now())
        for queue, numbers in told.items():
            size = min(LARGEST[queue.removesuffix(FIRST)], len(numbers) // SHARES + 1)
            for start in range(0, len(numbers), size):
                self.actors[queue].send(numbers[start : start + size])
        return sum(map(len, told.values()))

    def _take(self, now: datetime) -> dict[str, list[int]]:
        """The rows are marked first: one whose message is then not sent is told of again later."""
        silence, first = self._silence(now, ""), self._silence(now, FIRST)
        with self.context.db.read() as tx:  # most rounds find nothing, and must not hold up who writes
            queue = Queue(tx)
            untold = queue.has_to_dispatch(now, silence, self.modes)
            if not untold and not queue.has_to_dispatch(now, first, self.modes, begun=True):
                return {}
        with self.context.db.write() as tx:
            queue = Queue(tx)
            begun = queue.to_dispatch(now, first, LARGEST_FIRST, self.modes, begun=True)
            room = WINDOW - queue.in_flight(silence)
            fresh = queue.to_dispatch(now, silence, room, self.modes) if room > 0 else Dispatched([], 0)
        REDISPATCHED.inc(begun.again + fresh.again)
        by_queue: dict[str, list[int]] = {}
        for told, suffix in ((begun, FIRST), (fresh, "")):
            for number, stage in told.rows:
                by_queue.setdefault(queue_of(stage) + suffix, []).append(number)
        return by_queue

    def _silence(self, now: datetime, suffix: str) -> Silence:
        idle = [queue for queue in QUEUES if not waits(self.actors[queue + suffix])]
        return Silence(now - STALE, [stage for stage in POLICIES if queue_of(stage) in idle], now - FORGOTTEN)
