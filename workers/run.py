"""The whole route in one call."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from core.storage.runs import Run, Runs, RunState
from workers.advance import Plan, open_run
from workers.context import Context
from workers.drain import Drain, OnStep
from workers.erasing import carry_out

_EXIT = {
    RunState.COMPLETE: 0,
    RunState.INCOMPLETE: 1,
    RunState.FAILED: 1,
    RunState.RUNNING: 1,
    RunState.REFUSED: 3,
}


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What came of a call, one run for each source."""

    runs: tuple[Run, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 done, 1 something is missing, 3 refused by a guard; the worst of the runs."""
        return max((_EXIT[run.state] for run in self.runs), default=0)


def run(
    context: Context,
    plans: Iterable[Plan],
    *,
    threads: int = 2,
    patience: timedelta = timedelta(minutes=3),
    on_step: OnStep | None = None,
    stop: threading.Event | None = None,
) -> RunSummary:
    """Find, fetch, read, normalise, guard, publish and match, for each plan.

    A second call adds nothing twice; a call after a crash goes on where the other was interrupted.
    """
    numbers = [open_run(context, plan).id for plan in plans]
    drain = Drain(context, numbers, threads, patience, on_step)
    if stop is not None:
        drain.stop = stop
    drain.run()
    carry_out(context.db, context.blobs, context.now())
    with context.db.read() as tx:
        runs = tuple(Runs(tx).get(number) for number in numbers)
    return RunSummary(runs, _totals(runs))


def _totals(runs: Iterable[Run]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for each in runs:
        for name, figure in each.counts.items():
            totals[name] = totals.get(name, 0) + figure
    return totals
