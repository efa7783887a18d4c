"""Whether a source is as fresh as its publisher lets it be (law 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection

from core.clock import paris
from core.model.source import Source
from core.storage.runs import Run, Runs, RunState
from core.storage.snapshots import Documents

_RECENT = 50


class State(StrEnum):
    """``late``: the newest publication is older than the longest silence that is normal."""

    NEVER = "never"
    FRESH = "fresh"
    LATE = "late"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Freshness:
    """A source as it stands; ``newest`` is the day of the latest publication known."""

    source: Source
    state: State
    last: Run | None
    complete: Run | None
    newest: date | None


def freshness_of(tx: Connection, source: Source, now: datetime) -> Freshness:
    """The freshness of a source, by the date of publication and not by that of the run."""
    runs = Runs(tx).latest(source.name, _RECENT)
    complete = next((run for run in runs if run.state is RunState.COMPLETE), None)
    newest = Documents(tx).newest(source.name)
    last = runs[0] if runs else None
    return Freshness(source, _state(source, last, newest, paris(now).date()), last, complete, newest)


def _state(source: Source, last: Run | None, newest: date | None, today: date) -> State:
    if last is None:
        return State.NEVER
    if last.state in (RunState.FAILED, RunState.REFUSED):
        return State.FAILED
    if newest is None or today - newest > source.cadence:
        return State.LATE
    return State.FRESH
