"""One passage over a source: what it looked at, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from core.model.source import Window
from core.storage.schema import RUN


class RunState(StrEnum):
    """How a run stands; all but ``running`` are final."""

    RUNNING = "running"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of one source over a window of days.

    ``mode`` is live or replay, ``origin`` the folder of a replay. A ``quiet`` run alerts nobody (a backfill).
    ``counts`` are figures by name; ``reasons`` say in words why the run is not complete.
    """

    id: int
    source: str
    mode: str
    origin: str
    window: Window
    quiet: bool
    state: RunState
    started: datetime
    finished: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs, inside a transaction."""

    tx: Connection

    def open(
        self, source: str, mode: str, origin: str, window: Window, at: datetime, *, quiet: bool = False
    ) -> tuple[Run, bool]:
        """The run of that call: an unfinished one of the same kind goes on, else a new one begins.

        Returns:
            The run, and whether it is new.
        """
        query = select(RUN).where(
            RUN.c.source == source,
            RUN.c.state == RunState.RUNNING,
            RUN.c.mode == mode,
            RUN.c.origin == origin,
            RUN.c.since == window.since,
            RUN.c.until == window.until,
        )
        row = self.tx.execute(query.order_by(RUN.c.id).limit(1)).mappings().first()
        if row is not None:
            return _run(row), False
        values = {
            "source": source,
            "mode": mode,
            "origin": origin,
            "since": window.since,
            "until": window.until,
            "quiet": quiet,
            "state": RunState.RUNNING,
            "started": at,
            "counts": {},
            "reasons": [],
        }
        made = self.tx.execute(insert(RUN).values(**values).returning(RUN)).mappings().one()
        return _run(made), True

    def get(self, run: int) -> Run:
        """The run of that number; KeyError if there is none."""
        row = self.tx.execute(_ONE, {"run": run}).mappings().first()
        if row is None:
            raise KeyError(f"there is no run {run}")
        return _run(row)

    def quiet(self, since: datetime) -> list[int]:
        """The numbers of the runs since a moment that alert nobody."""
        query = select(RUN.c.id).where(RUN.c.quiet, RUN.c.started >= since)
        return list(self.tx.execute(query).scalars())

    def latest(self, source: str, limit: int = 1) -> list[Run]:
        """The last runs of a source, latest first."""
        found = self.tx.execute(_LATEST, {"name": source, "most": limit})
        return [_run(row) for row in found.mappings()]

    def windows(self, source: str, mode: str, states: Collection[RunState]) -> list[tuple[Window, datetime]]:
        """The windows that runs of a source have looked at, each with the start of the last that did."""
        query = select(RUN.c.since, RUN.c.until, func.max(RUN.c.started).label("started")).where(
            RUN.c.source == source, RUN.c.mode == mode, RUN.c.state.in_(states)
        )
        rows = self.tx.execute(query.group_by(RUN.c.since, RUN.c.until))
        return [(Window(row.since, row.until), row.started) for row in rows]

    def unfinished(self) -> list[Run]:
        """The runs that are still running, oldest first."""
        return [_run(row) for row in self.tx.execute(_UNFINISHED).mappings()]

    def note(self, run: int, figures: Mapping[str, int], reasons: Sequence[str] = ()) -> None:
        """Remember figures and reasons of a run that goes on."""
        known = self.get(run)
        values = {"counts": {**known.counts, **figures}, "reasons": [*known.reasons, *reasons]}
        self.tx.execute(update(RUN).where(RUN.c.id == run).values(**values))

    def finish(
        self, run: int, state: RunState, at: datetime, counts: Mapping[str, int], reasons: Sequence[str]
    ) -> None:
        """End a run with its figures."""
        self.note(run, counts, reasons)
        self.tx.execute(update(RUN).where(RUN.c.id == run).values(finished=at, state=state))


# Put together once: every round of every dispatcher asks so.
_ONE = select(RUN).where(RUN.c.id == bindparam("run"))
_LATEST = (
    select(RUN).where(RUN.c.source == bindparam("name")).order_by(RUN.c.id.desc()).limit(bindparam("most"))
)
_UNFINISHED = select(RUN).where(RUN.c.state == RunState.RUNNING).order_by(RUN.c.id)


def _run(row: Mapping[Any, Any]) -> Run:
    return Run(
        id=row["id"],
        source=row["source"],
        mode=row["mode"],
        origin=row["origin"],
        window=Window(row["since"], row["until"]),
        quiet=row["quiet"],
        state=RunState(row["state"]),
        started=row["started"],
        finished=row["finished"],
        counts=row["counts"],
        reasons=tuple(row["reasons"]),
    )
