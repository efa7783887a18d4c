"""Days of a run with fewer documents than like days had: they hold it until a second look sees the same.

A listing that was cut and a publisher on strike look alike at first. An hour or a night later the cut one is
whole, and the strike is what it was: the same number twice is believed (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from core.clock import paris
from core.model.source import Source, Window
from core.storage.listings import Listings
from core.storage.runs import Run, Runs, RunState
from workers.advance import LIVE
from workers.bands import least
from workers.gaps import MEMORY, RECENT, history_of, looked_at
from workers.notes import note, read_note

LOOKED_BACK = 30
"""Runs among which the first look is found."""


def short_days(tx: Connection, source: Source, run: Run) -> list[str]:
    """Why a live run is held; a day that an earlier run has published or told of holds none."""
    if run.mode != LIVE:
        return []
    seen = {(said["day"], said["found"]) for said in _held(tx, run)}
    return [
        f"{source.name}: {note('band', day=day, found=found, least=low)}"
        for day, found, low in _short(tx, source.name, run)
        if (day.isoformat(), str(found)) not in seen
    ]


def _short(tx: Connection, source: str, run: Run) -> Iterator[tuple[date, int, int]]:
    known, today = looked_at(tx, source), paris(run.started).date()
    counts = Listings(tx, source).by_day(Window(run.window.since - MEMORY, run.window.until))
    for day in run.window.days():
        if today - RECENT <= day < today and day not in known:
            found, low = counts.get(day, 0), least(history_of(day, counts, known))
            if found < low:
                yield day, found, low


def _held(tx: Connection, run: Run) -> Iterator[dict[str, str]]:
    """The days for which earlier runs were held."""
    for earlier in Runs(tx).latest(run.source, LOOKED_BACK):
        if earlier.id != run.id and earlier.mode == LIVE and earlier.state is RunState.REFUSED:
            for reason in earlier.reasons:
                said = read_note(reason)
                if said is not None and said.name == "band":
                    yield dict(said.parts)
