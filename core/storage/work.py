"""The queue of record: what is to be done, who is at it, and what could not be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, update

from core.storage.schema import RUN, WORK
from core.storage.upsert import insert_for


class WorkState(StrEnum):
    """ready → leased → done, or parked when it can't be done."""

    READY = "ready"
    LEASED = "leased"
    DONE = "done"
    PARKED = "parked"


NEEDS_ORIGIN = ("discover", "fetch")
"""Stages that look where the run's documents are; all others look at the database and the archive."""

_PARAMETERS = 5_000
"""Values in one statement: under the limits of both databases."""

OF_NO_RUN = ("match", "deliver")
"""Stages that come after the end of a run: whoever works takes them."""


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
class Queue:
    """The queue, inside a transaction."""

    tx: Connection

    def add(self, tasks: Sequence[Task], at: datetime) -> None:
        """Put tasks in the queue. A task of an earlier run is armed again; one of this run stays as it is."""
        if not tasks:
            return
        rows = [_row(task, at) for task in tasks]
        insert = insert_for(self.tx, WORK)
        fresh = insert.excluded
        armed = {name: fresh[name] for name in rows[0] if name not in ("stage", "subject")}
        self.tx.execute(
            insert.on_conflict_do_update(
                index_elements=["stage", "subject"],
                set_=armed,
                where=and_(
                    or_(WORK.c.state == WorkState.DONE, WORK.c.state == WorkState.PARKED),
                    func.coalesce(WORK.c.run_id, 0) != func.coalesce(fresh.run_id, 0),
                ),
            ),
            rows,
        )

    def arm(self, task: Task, at: datetime) -> None:
        """Put a task of no run in the queue, again if it was done; one that waits or is under way stays."""
        insert = insert_for(self.tx, WORK)
        row = _row(task, at)
        armed = {name: value for name, value in row.items() if name not in ("stage", "subject")}
        self.tx.execute(
            insert.values(**row).on_conflict_do_update(
                index_elements=["stage", "subject"],
                set_=armed,
                where=or_(WORK.c.state == WorkState.DONE, WORK.c.state == WorkState.PARKED),
            )
        )

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
        wanted = [WORK.c.state == WorkState.READY, WORK.c.run_at <= at]
        wanted += [WORK.c.id.in_(ids)] if ids is not None else []
        if runs is not None:
            wanted.append(or_(WORK.c.run_id.in_(runs), WORK.c.stage.in_(OF_NO_RUN)))
        pick = select(WORK.c.id).where(*wanted).order_by(WORK.c.priority, WORK.c.id).limit(limit)
        picked = self._skipping_locked(pick).cte(
            "picked"
        )  # a CTE is evaluated once, a subquery may be oftener
        leased = (
            update(WORK)
            .where(WORK.c.id.in_(select(picked.c.id)), WORK.c.state == WorkState.READY)
            .values(
                state=WorkState.LEASED,
                owner=owner,
                lease_until=at + lease,
                attempts=WORK.c.attempts + 1,
                updated_at=at,
            )
            .returning(WORK)
        )
        claimed = [_work(row) for row in self.tx.execute(leased).mappings()]
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
        return self._leave(work, at, state=WorkState.READY, run_at=run_at, attempts=WORK.c.attempts - 1)

    def park(self, work: Work, at: datetime, code: str, error: str) -> bool:
        """Put a row aside for people to look at."""
        return self._leave(work, at, state=WorkState.PARKED, last_error_code=code, last_error=error)

    def renew(self, owner: str, lease_until: datetime) -> None:
        """Prolong all leases of a living worker."""
        mine = and_(WORK.c.state == WorkState.LEASED, WORK.c.owner == owner)
        self.tx.execute(update(WORK).where(self._free(mine)).values(lease_until=lease_until))

    def owners(self) -> set[str]:
        """Those who hold leases."""
        query = select(WORK.c.owner).where(WORK.c.state == WorkState.LEASED).distinct()
        return {owner for owner in self.tx.execute(query).scalars() if owner}

    def expired(self, at: datetime) -> int:
        """How many leases have run out."""
        return self.count(WORK.c.state == WorkState.LEASED, WORK.c.lease_until < at)

    def release(self, at: datetime, dead: Collection[str]) -> int:
        """Give back the rows of workers known to be dead and those whose lease has run out."""
        lost = or_(WORK.c.owner.in_(dead), WORK.c.lease_until < at)
        return self._back_to_ready(self._free(and_(WORK.c.state == WorkState.LEASED, lost)), at)

    def rearm(self, ids: Collection[int], at: datetime) -> int:
        """Try parked rows again, as if for the first time."""
        here = and_(WORK.c.state == WorkState.PARKED, WORK.c.id.in_(ids))
        return self._back_to_ready(here, at, attempts=0)

    def repeat(self, stage: str, subjects: Collection[str], at: datetime) -> int:
        """Do again what was done or parked."""
        over = or_(WORK.c.state == WorkState.DONE, WORK.c.state == WorkState.PARKED)
        here = and_(WORK.c.stage == stage, WORK.c.subject.in_(subjects), over)
        return self._back_to_ready(here, at, attempts=0)

    def has_to_dispatch(self, at: datetime, stale: datetime, modes: Collection[str]) -> bool:
        """Whether :meth:`to_dispatch` would find a row."""
        query = select(WORK.c.id).where(*_untold(at, stale, modes)).limit(1)
        return self.tx.execute(query).first() is not None

    def to_dispatch(
        self,
        at: datetime,
        stale: datetime,
        limit: int,
        modes: Collection[str],
        *where: ColumnElement[bool],
    ) -> Dispatched:
        """Take up to ``limit`` ready rows to be spoken of in messages, most urgent first.

        Rows that no message speaks of, or whose message is from before ``stale`` and so seems lost. Documents
        are found and fetched for runs of these modes only: the origin of another may be in another process.
        """
        pick = (
            select(WORK.c.id, WORK.c.dispatched_at)
            .where(*_untold(at, stale, modes), *where)
            .order_by(WORK.c.priority, WORK.c.id)
            .limit(limit)
        )
        before = {row.id: row.dispatched_at for row in self.tx.execute(self._skipping_locked(pick))}
        if not before:
            return Dispatched([], 0)
        numbers = list(before)
        rows: list[Row[tuple[int, int, str]]] = []
        for start in range(0, len(numbers), _PARAMETERS):
            some = numbers[start : start + _PARAMETERS]
            taken = update(WORK).where(WORK.c.id.in_(some)).values(dispatched_at=at)
            rows += self.tx.execute(taken.returning(WORK.c.priority, WORK.c.id, WORK.c.stage)).all()
        rows.sort(key=lambda row: (row.priority, row.id))
        again = sum(told is not None for told in before.values())
        return Dispatched([(row.id, row.stage) for row in rows], again)

    def in_flight(self, since: datetime) -> int:
        """Ready rows with a message on its way: what the broker holds at most."""
        query = select(func.count()).where(WORK.c.state == WorkState.READY, WORK.c.dispatched_at >= since)
        return self.tx.execute(query).scalar_one()

    def count(self, *where: ColumnElement[bool]) -> int:
        """How many rows there are of a kind."""
        return self.tx.execute(select(func.count()).select_from(WORK).where(*where)).scalar_one()

    def rows(self, *where: ColumnElement[bool]) -> list[Work]:
        """The rows of a kind, in the order they came."""
        rows = self.tx.execute(select(WORK).where(*where).order_by(WORK.c.id)).mappings()
        return [_work(row) for row in rows]

    def next_at(self, runs: Collection[int]) -> datetime | None:
        """When the next ready row of some runs falls due; None if there is none."""
        mine = and_(WORK.c.state == WorkState.READY, WORK.c.run_id.in_(runs))
        return self.tx.execute(select(func.min(WORK.c.run_at)).where(mine)).scalar()

    def _free(self, where: ColumnElement[bool]) -> ColumnElement[bool]:
        """Rows of a kind that no transaction is at: one that is being written must not hold up the others."""
        return WORK.c.id.in_(self._skipping_locked(select(WORK.c.id).where(where)))

    def _skipping_locked(self, query: Select[Any]) -> Select[Any]:
        return query.with_for_update(skip_locked=True) if self.tx.dialect.name == "postgresql" else query

    def _leave(self, work: Work, at: datetime, **values: Any) -> bool:
        # The number of the claim is the fence: a worker that lost its lease can't finish for the next one.
        mine = and_(
            WORK.c.id == work.id,
            WORK.c.state == WorkState.LEASED,
            WORK.c.owner == work.owner,
            WORK.c.attempts == work.attempts,
        )
        left = {"owner": None, "lease_until": None, "dispatched_at": None, "updated_at": at, **values}
        return self.tx.execute(update(WORK).where(mine).values(**left)).rowcount == 1

    def _back_to_ready(self, where: ColumnElement[bool], at: datetime, **values: Any) -> int:
        back = {"state": WorkState.READY, "owner": None, "lease_until": None, "dispatched_at": None}
        return self.tx.execute(
            update(WORK).where(where).values(**back, run_at=at, updated_at=at, **values)
        ).rowcount


def _untold(at: datetime, stale: datetime, modes: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    served = select(RUN.c.id).where(RUN.c.mode.in_(modes))
    return (
        WORK.c.state == WorkState.READY,
        WORK.c.run_at <= at,
        or_(WORK.c.dispatched_at.is_(None), WORK.c.dispatched_at < stale),
        or_(WORK.c.stage.not_in(NEEDS_ORIGIN), WORK.c.run_id.in_(served)),
    )


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
