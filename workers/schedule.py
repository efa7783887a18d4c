"""Open a run of each source, and ask for each duty, when it is due.

The database decides, so that any number of schedulers do no harm: a slot is taken in the transaction that
puts its work in the queue. Slots that were missed are made up for by one passage.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from core.clock import paris, utc_now
from core.model.source import Source, Window
from core.model.timetable import Timetable
from core.storage.runs import Runs, RunState
from core.storage.slots import Slots
from core.storage.work import Queue, Task
from workers.advance import LIVE, Plan, advance, begin_run
from workers.context import Context
from workers.delivery.prepare import prepare_due
from workers.duties import Duty, duties
from workers.owner import identity
from workers.policy import POLICIES
from workers.skew import TOLERANCE, skew
from workers.timetables import Settings, timetable_of

LOOK_BACK = timedelta(days=7)
"""Days before the last complete run that are looked at again: publishers deliver late and correct."""

_TICK_SECONDS = 5.0
_log = structlog.get_logger()


@dataclass
class Scheduler:
    """Looks every few seconds at what is due, until :attr:`stop` is set.

    A scheduler whose clock is far from that of the database takes no slot: it would take those of tomorrow.
    """

    context: Context
    settings: Settings = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    duties: Callable[[], Mapping[str, Duty]] = duties

    def run(self) -> None:
        """Tick until stopped; a database that is away is waited for."""
        while not self.stop.is_set():
            try:
                self.tick()
            except SQLAlchemyError as error:
                _log.warning("tick failed", error=str(error).splitlines()[0])
            self.stop.wait(_TICK_SECONDS)

    def tick(self) -> list[str]:
        """Take the slots that are due and put the runs that are through up for publication.

        Returns:
            The names of the sources for which a run was opened, then of the duties that were asked for.
        """
        if self._astray():
            return []
        now = self.context.now()
        opened = [name for name, source in self.context.sources.items() if self._open(source, now)]
        asked = [name for name, duty in self.duties().items() if self._ask(duty, now)]
        advance(self.context)
        prepare_due(self.context.db, now)
        return [*opened, *asked]

    def _astray(self) -> bool:
        if self.context.now is not utc_now:
            return False
        off = skew(self.context.db, self.context.now)
        if abs(off) > TOLERANCE:
            _log.error("clock is wrong: no slot is taken", seconds=off.total_seconds())
        return abs(off) > TOLERANCE

    def _open(self, source: Source, now: datetime) -> bool:
        slot = _slot(source.name, timetable_of(source, self.settings), now)
        if slot is None or not self._free(source.name, slot, now):
            return False
        with self.context.db.write() as tx:
            latest = [run for run in Runs(tx).latest(source.name, 20) if run.mode == LIVE]
            if latest and latest[0].state is RunState.RUNNING:
                return False
            if not Slots(tx).take(source.name, slot, identity(), now):
                return False
            begin_run(tx, Plan(source, _window(tx, source, now), LIVE), now)
        _log.info("run opened", source=source.name, slot=slot.isoformat())
        return True

    def _ask(self, duty: Duty, now: datetime) -> bool:
        slot = _slot(duty.name, timetable_of(duty, self.settings), now)
        if slot is None or not self._free(_key(duty), slot, now):
            return False
        with self.context.db.write() as tx:
            if not Slots(tx).take(_key(duty), slot, identity(), now):
                return False
            Queue(tx).arm(Task(duty.stage, duty.name, "", None, POLICIES[duty.stage].priority), now)
        return True

    def _free(self, name: str, slot: datetime, now: datetime) -> bool:
        """A look without a lock, since most ticks find nothing due."""
        with self.context.db.read() as tx:
            return Slots(tx).is_free(name, slot, now)


def _slot(name: str, timetable: Timetable | None, now: datetime) -> datetime | None:
    return timetable.latest(name, now) if timetable else None


def _key(duty: Duty) -> str:
    return f"duty/{duty.name}"


def _window(tx: Connection, source: Source, now: datetime) -> Window:
    """From a week before the last complete run to today, in Paris."""
    today = paris(now).date()
    complete = [
        run.window.until
        for run in Runs(tx).latest(source.name, 100)
        if run.mode == LIVE and run.state is RunState.COMPLETE
    ]
    return Window((complete[0] if complete else today) - LOOK_BACK, today)
