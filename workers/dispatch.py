"""Tell the workers which rows are ready; tell again of those that do not move."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import dramatiq
import structlog

from core.storage.work import Queue
from workers.advance import advance
from workers.context import Context
from workers.drain import release

WINDOW = 20_000
"""Rows that the broker is told of at most: a full Redis could not even be emptied."""

CHUNK = 20
"""Rows in one message."""

STALE = timedelta(seconds=15)
"""A row that has not moved for so long after its message is told of again."""

PAUSE = 0.25
"""Seconds between two rounds of the dispatcher."""

_log = structlog.get_logger()


@dataclass
class Dispatcher:
    """Rounds over the queue; every worker process has one, and they do not get in each other's way.

    ``actor`` takes a list of the numbers of rows. ``modes`` are those of the runs whose documents the
    listening workers can fetch.
    """

    context: Context
    actor: dramatiq.Actor[[list[int]], None]
    modes: Collection[str]
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Go round until stopped; a database or a broker that is away is waited for."""
        while not self.stop.wait(PAUSE):
            try:
                self.round()
            except Exception as error:
                _log.warning("dispatch failed", error=f"{type(error).__name__}: {error}".splitlines()[0])

    def round(self) -> int:
        """Give back what dead workers held, publish what is through, and tell of what is ready.

        Returns:
            How many rows were told of.
        """
        release(self.context)
        advance(self.context)
        told = self._take(self.context.now())
        for start in range(0, len(told), CHUNK):
            self.actor.send(told[start : start + CHUNK])
        return len(told)

    def _take(self, now: datetime) -> list[int]:
        """The rows are marked first: one whose message is then not sent is told of again when it is stale."""
        stale = now - STALE
        with self.context.db.write() as tx:
            room = WINDOW - Queue(tx).in_flight(stale)
            return Queue(tx).to_dispatch(now, stale, room, self.modes) if room > 0 else []
