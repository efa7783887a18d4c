"""The queue of record: what is to be done, who is at it, and what could not be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from core.storage import work_statements as statements
from core.storage.schema import WORK
from core.storage.work_statements import WorkState

__all__ = ["OF_SNAPSHOTS", "Dispatched", "Queue", "Silence", "Task", "Work", "WorkState"]

OF_SNAPSHOTS = ("unpack", "extract", "normalise")
"""Stages whose subject is the number of a stored document."""

_PARAMETERS = 5_000
"""Values in one statement: under the limits of both databases."""


@dataclass(frozen=True, slots=True)
class Task:
    """A step to be taken: the stage and the one thing it is taken on."""

    stage: str
    subject: str
    source: str
    run_id: int | None
    priority: int = 50
    host_key: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A row of the queue; ``attempts`` counts the claims, so that a step that kills its worker is counted."""

    id: int
    stage: str
    subject: str
    source: str
    run_id: int | None
    state: WorkState
    priority: int
    host_key: str
    run_at: datetime
    owner: str | None
    lease_until: datetime | None
    dispatched_at: datetime | None
    attempts: int
    last_error_code: str | None
    last_error: str | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Rows to be told of, number and stage, most urgent first; of how many a message was lost or is late."""

    rows: list[tuple[int, str]]
    again: int


@dataclass(frozen=True, slots=True)
class Silence:
    """Which messages seem lost: those sent ``before`` a moment, if no message of their ``stages`` waits.

    Those sent ``long_before`` seem lost however many wait.
    """

    before: datetime
    stages: Collection[str]
    long_before: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue, inside a transaction."""

    tx: Connection

    def add(self, tasks: Sequence[Task], at: datetime) -> None:
        """Put tasks in the queue. A task of an earlier run is armed again; one of this run stays as it is."""
        if not tasks:
            return
        self.tx.execute(statements.adding(self.tx.dialect.name), [_row(task, at) for task in tasks])

    def arm(self, task: Task, at: datetime) -> None:
        """Put a task of no run in the queue, again if it was done; one that waits or is under way stays."""
        self.tx.execute(statements.arming(self.tx.dialect.name), _row(task, at))

    def claim(
        self,
        owner: str,
        at: datetime,
        lease: timedelta,
        limit: int,
        *,
        ids: Collection[int] | None = None,
        runs: Collection[int] | None = None,
    ) -> list[Work]:
        """Lease up to ``limit`` ready rows, most urgent first; the claim is the attempt that counts."""
        leased = statements.claiming(self._skips, ids is not None, runs is not None)
        values: dict[str, Any] = {"moment": at, "holder": owner, "until": at + lease, "most": limit}
        values |= {"ids": list(ids)} if ids is not None else {}
        values |= {"runs": list(runs)} if runs is not None else {}
        claimed = [_work(row) for row in self.tx.execute(leased, values).mappings()]
        return sorted(claimed, key=lambda work: (work.priority, work.id))

    def done(self, work: Work, at: datetime) -> bool:
        """Mark a leased row done; False if the lease has gone to someone else, whose result counts."""
        return self._leave(work, at, state=WorkState.DONE, last_error_code=None, last_error=None)

    def retry(self, work: Work, at: datetime, run_at: datetime, code: str, error: str) -> bool:
        """Give a leased row back, to be tried again later."""
        return self._leave(
            work, at, state=WorkState.READY, run_at=run_at, last_error_code=code, last_error=error
        )

    def postpone(self, work: Work, at: datetime, run_at: datetime) -> bool:
        """Give a leased row back untried: the claim does not count."""
        return self._leave(work, at, untried=True, state=WorkState.READY, run_at=run_at)

    def park(self, work: Work, at: datetime, code: str, error: str) -> bool:
        """Put a row aside for people to look at."""
        return self._leave(work, at, state=WorkState.PARKED, last_error_code=code, last_error=error)

    def renew(self, owner: str, lease_until: datetime) -> None:
        """Prolong all leases of a living worker."""
        self.tx.execute(statements.renewing(self._skips), {"holder": owner, "until": lease_until})

    def owners(self) -> set[str]:
        """Those who hold leases."""
        return {owner for owner in self.tx.execute(statements.OWNERS).scalars() if owner}

    def expired(self, at: datetime) -> int:
        """How many leases have run out."""
        return int(self.tx.execute(statements.EXPIRED, {"moment": at}).scalar_one())

    def release(self, at: datetime, dead: Collection[str]) -> int:
        """Give back the rows of workers known to be dead and those whose lease has run out."""
        values = {"dead": list(dead), "moment": at}
        return self.tx.execute(statements.releasing(self._skips), values).rowcount

    def rearm(self, ids: Collection[int], at: datetime) -> int:
        """Try parked rows again, as if for the first time."""
        here = and_(WORK.c.state == WorkState.PARKED, WORK.c.id.in_(ids))
        return self._back_to_ready(here, at, attempts=0)

    def repeat(self, stage: str, subjects: Collection[str], at: datetime) -> int:
        """Do again what was done or parked."""
        here = and_(WORK.c.stage == stage, WORK.c.subject.in_(subjects), statements.OVER)
        return self._back_to_ready(here, at, attempts=0)

    def has_to_dispatch(
        self, at: datetime, silence: Silence, modes: Collection[str], *, begun: bool = False
    ) -> bool:
        """Whether :meth:`to_dispatch` would find a row."""
        values = {"moment": at, **_silent(silence), "modes": list(modes)}
        return self.tx.execute(statements.any_untold(begun=begun), values).first() is not None

    def to_dispatch(
        self,
        at: datetime,
        silence: Silence,
        limit: int,
        modes: Collection[str],
        *,
        begun: bool = False,
    ) -> Dispatched:
        """Take up to ``limit`` ready rows to be spoken of in messages, most urgent first.

        Rows that no message speaks of, or whose message seems lost. Documents are found and fetched for runs
        of these modes only: the origin of another may be in another process. ``begun`` asks for those alone
        that somebody has claimed before.
        """
        values = {"moment": at, **_silent(silence), "modes": list(modes), "most": limit}
        found = self.tx.execute(statements.untold(self._skips, begun=begun), values)
        before = {row.id: row.dispatched_at for row in found}
        if not before:
            return Dispatched([], 0)
        numbers = list(before)
        rows: list[Row[tuple[int, int, str]]] = []
        for start in range(0, len(numbers), _PARAMETERS):
            some = numbers[start : start + _PARAMETERS]
            rows += self.tx.execute(statements.TELLING, {"ids": some, "moment": at}).all()
        rows.sort(key=lambda row: (row.priority, row.id))
        again = sum(told is not None for told in before.values())
        return Dispatched([(row.id, row.stage) for row in rows], again)

    def in_flight(self, silence: Silence) -> int:
        """Ready rows with a message on its way: what the broker holds at most."""
        return int(self.tx.execute(statements.IN_FLIGHT, _silent(silence)).scalar_one())

    def through(self, stages: Collection[str], last: str) -> dict[int, str]:
        """The running runs of which no row of these stages is ready or leased, each with its source.

        One that has a row of the stage ``last``, whose subject is the number of the run, is passed over.
        """
        values = {"stages": list(stages), "last": last}
        return {row.id: row.source for row in self.tx.execute(statements.THROUGH, values)}

    def count(self, *where: ColumnElement[bool]) -> int:
        """How many rows there are of a kind."""
        return self.tx.execute(select(func.count()).select_from(WORK).where(*where)).scalar_one()

    def rows(self, *where: ColumnElement[bool]) -> list[Work]:
        """The rows of a kind, in the order they came."""
        rows = self.tx.execute(select(WORK).where(*where).order_by(WORK.c.id)).mappings()
        return [_work(row) for row in rows]

    def next_at(self, runs: Collection[int]) -> datetime | None:
        """When the next ready row of some runs falls due; None if there is none."""
        return self.tx.execute(statements.NEXT_AT, {"runs": list(runs)}).scalar()

    @property
    def _skips(self) -> bool:
        return self.tx.dialect.name == "postgresql"

    def _leave(self, work: Work, at: datetime, *, untried: bool = False, **values: Any) -> bool:
        claim = {"number": work.id, "holder": work.owner, "claim": work.attempts, "moment": at}
        left = {f"new_{name}": value for name, value in values.items()}
        statement = statements.leaving(*values, untried=untried)
        return self.tx.execute(statement, {**claim, **left}).rowcount == 1

    def _back_to_ready(self, where: ColumnElement[bool], at: datetime, **values: Any) -> int:
        back = {**statements.BACK, "run_at": at, "updated_at": at, **values}
        return self.tx.execute(update(WORK).where(where).values(**back)).rowcount


def _silent(silence: Silence) -> dict[str, Any]:
    return {"late": silence.before, "silent": list(silence.stages), "too_late": silence.long_before}


def _row(task: Task, at: datetime) -> dict[str, Any]:
    return {
        "stage": task.stage,
        "subject": task.subject,
        "source": task.source,
        "run_id": task.run_id,
        "state": WorkState.READY,
        "priority": task.priority,
        "host_key": task.host_key,
        "run_at": at,
        "owner": None,
        "lease_until": None,
        "dispatched_at": None,
        "attempts": 0,
        "last_error_code": None,
        "last_error": None,
        "updated_at": at,
    }


def _work(row: Mapping[Any, Any]) -> Work:
    return Work(**{**row, "state": WorkState(row["state"])})
