"""Open a run of each source when it is due; the database decides, so that several schedulers do no harm."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from core.clock import paris
from core.model.source import Source, Window
from core.storage.runs import Runs, RunState
from workers.advance import LIVE, Plan, advance, open_run
from workers.context import Context

LOOK_BACK = timedelta(days=7)
"""Days before the last complete run that are looked at again: publishers deliver late and correct."""

LEAST_PAUSE = timedelta(hours=1)
"""No source is asked more often than this."""

_TICK_SECONDS = 30.0
_log = structlog.get_logger()


@dataclass
class Scheduler:
    """Looks every half minute at what is due, until :attr:`stop` is set."""

    context: Context
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Tick until stopped."""
        while not self.stop.is_set():
            self.tick()
            self.stop.wait(_TICK_SECONDS)

    def tick(self) -> list[str]:
        """Open the runs that are due and put those that are through up for publication.

        Returns:
            The names of the sources for which a run was opened.
        """
        now = self.context.now()
        due = [source for source in self.context.sources.values() if self._is_due(source, now)]
        for source in due:
            open_run(self.context, Plan(source, self._window(source, now), LIVE))
            _log.info("run opened", source=source.name)
        advance(self.context)
        return [source.name for source in due]

    def _is_due(self, source: Source, now: datetime) -> bool:
        with self.context.db.read() as tx:
            latest = [run for run in Runs(tx).latest(source.name, 20) if run.mode == LIVE]
        if not latest:
            return True
        return latest[0].state is not RunState.RUNNING and now - latest[0].started >= pause(source)

    def _window(self, source: Source, now: datetime) -> Window:
        """From a week before the last complete run to today, in Paris."""
        today = paris(now).date()
        with self.context.db.read() as tx:
            complete = [
                run.window.until
                for run in Runs(tx).latest(source.name, 100)
                if run.mode == LIVE and run.state is RunState.COMPLETE
            ]
        return Window((complete[0] if complete else today) - LOOK_BACK, today)


def pause(source: Source) -> timedelta:
    """Time between two runs: a quarter of the longest normal silence, an hour at least and a day at most."""
    return max(LEAST_PAUSE, min(source.cadence / 4, timedelta(days=1)))
