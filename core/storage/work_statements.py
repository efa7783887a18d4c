"""The statements of the queue, put together once: that takes longer than the database takes to run one.

Parameters have the names that :mod:`core.storage.work` gives them; ``skips`` says whether rows that another
transaction is at are passed over, which PostgreSQL must be told and SQLite, with its one writer, need not.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    cast,
    func,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from core.storage.runs import RunState
from core.storage.schema import RUN, WORK
from core.storage.upsert import insert_of


class WorkState(StrEnum):
    """ready → leased → done, or parked when it can't be done."""

    READY = "ready"
    LEASED = "leased"
    DONE = "done"
    PARKED = "parked"


NEEDS_ORIGIN = ("discover", "fetch")
"""Stages that look where the run's documents are; all others look at the database and the archive."""

OF_NO_RUN = ("match", "deliver")
"""Stages that come after the end of a run: whoever works takes them."""

OVER = or_(WORK.c.state == WorkState.DONE, WORK.c.state == WorkState.PARKED)
"""Nobody will touch the row again unless it is armed."""

_LEASED = WORK.c.state == WorkState.LEASED
_READY = WORK.c.state == WorkState.READY
_AT: BindParameter[datetime] = bindparam("moment")
_SILENT: BindParameter[str] = bindparam("silent", expanding=True)
_LOST = or_(
    and_(WORK.c.dispatched_at < bindparam("late"), WORK.c.stage.in_(_SILENT)),
    WORK.c.dispatched_at < bindparam("too_late"),
)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)

Insert = postgresql.Insert | sqlite.Insert


@cache
def adding(dialect: str) -> Insert:
    """Rows: one that was done or parked for another run is armed again, any other stays as it is."""
    insert = insert_of(dialect, WORK)
    run = func.coalesce(WORK.c.run_id, 0) != func.coalesce(insert.excluded.run_id, 0)
    return _arming(insert, and_(OVER, run))


@cache
def arming(dialect: str) -> Insert:
    """Rows: one that was done or parked is armed again, any other stays as it is."""
    return _arming(insert_of(dialect, WORK), OVER)


def _arming(insert: Insert, where: ColumnElement[bool]) -> Insert:
    armed = {column.name: insert.excluded[column.name] for column in WORK.c if column.name not in _KEPT}
    return insert.on_conflict_do_update(index_elements=["stage", "subject"], set_=armed, where=where)


_KEPT = ("id", "stage", "subject")


@cache
def claiming(skips: bool, by_ids: bool, by_runs: bool) -> Update:
    """Lease the ``most`` most urgent of the ready rows (of ``ids``, of ``runs``) to an ``holder``."""
    wanted = [_READY, WORK.c.run_at <= _AT]
    wanted += [WORK.c.id.in_(_IDS)] if by_ids else []
    if by_runs:
        wanted.append(or_(WORK.c.run_id.in_(bindparam("runs", expanding=True)), WORK.c.stage.in_(OF_NO_RUN)))
    pick = select(WORK.c.id).where(*wanted).order_by(WORK.c.priority, WORK.c.id).limit(bindparam("most"))
    picked = _skipping(pick, skips).cte("picked")  # a CTE is evaluated once, a subquery may be oftener
    values = {"state": WorkState.LEASED, "owner": bindparam("holder"), "lease_until": bindparam("until")}
    return (
        update(WORK)
        .where(WORK.c.id.in_(select(picked.c.id)), _READY)
        .values(**values, attempts=WORK.c.attempts + 1, updated_at=_AT)
        .returning(WORK)
    )


@cache
def leaving(*names: str, untried: bool = False) -> Update:
    """End the claim of a number by its holder, setting ``new_`` + each of the names."""
    # The number of the claim is the fence: a worker that lost its lease can't finish for the next one.
    mine = and_(
        WORK.c.id == bindparam("number"),
        _LEASED,
        WORK.c.owner == bindparam("holder"),
        WORK.c.attempts == bindparam("claim"),
    )
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    values |= {"attempts": WORK.c.attempts - 1} if untried else {}
    left = {"owner": None, "lease_until": None, "dispatched_at": None, "updated_at": _AT}
    return update(WORK).where(mine).values(**left, **values)


@cache
def renewing(skips: bool) -> Update:
    """Prolong the leases of an ``holder`` ``until`` a moment."""
    mine = free(and_(_LEASED, WORK.c.owner == bindparam("holder")), skips)
    return update(WORK).where(mine).values(lease_until=bindparam("until"))


@cache
def releasing(skips: bool) -> Update:
    """Give back the rows of the ``dead`` and those whose lease has run out at the moment."""
    gone = WORK.c.owner.in_(bindparam("dead", expanding=True))
    lost = and_(_LEASED, or_(gone, WORK.c.lease_until < _AT))
    return update(WORK).where(free(lost, skips)).values(**BACK, run_at=_AT, updated_at=_AT)


BACK: dict[str, Any] = {
    "state": WorkState.READY,
    "owner": None,
    "lease_until": None,
    "dispatched_at": None,
}
"""What a row is given that is ready again."""


@cache
def untold(skips: bool, *, begun: bool) -> Select[Any]:
    """Ready rows that no message speaks of, or one that seems lost; with ``begun`` those claimed before."""
    pick = select(WORK.c.id, WORK.c.dispatched_at).where(*_UNTOLD, *([_BEGUN] if begun else []))
    return _skipping(pick.order_by(WORK.c.priority, WORK.c.id).limit(bindparam("most")), skips)


@cache
def any_untold(*, begun: bool) -> Select[Any]:
    """The number of one such row."""
    return select(WORK.c.id).where(*_UNTOLD, *([_BEGUN] if begun else [])).limit(1)


_BEGUN = WORK.c.attempts > 0
_UNTOLD = (
    _READY,
    WORK.c.run_at <= _AT,
    or_(WORK.c.dispatched_at.is_(None), _LOST),
    or_(
        WORK.c.stage.not_in(NEEDS_ORIGIN),
        WORK.c.run_id.in_(select(RUN.c.id).where(RUN.c.mode.in_(bindparam("modes", expanding=True)))),
    ),
)

TELLING = (
    update(WORK)
    .where(WORK.c.id.in_(_IDS))
    .values(dispatched_at=_AT)
    .returning(WORK.c.priority, WORK.c.id, WORK.c.stage)
)
IN_FLIGHT = select(func.count()).where(_READY, WORK.c.dispatched_at.is_not(None), not_(_LOST))
OWNERS = select(WORK.c.owner).where(_LEASED).distinct()
EXPIRED = select(func.count()).select_from(WORK).where(_LEASED, WORK.c.lease_until < _AT)
NEXT_AT = select(func.min(WORK.c.run_at)).where(_READY, WORK.c.run_id.in_(bindparam("runs", expanding=True)))
_OPEN_OF_RUN = (
    select(WORK.c.id)
    .where(
        WORK.c.run_id == RUN.c.id,
        WORK.c.stage.in_(bindparam("stages", expanding=True)),
        WORK.c.state.in_((WorkState.READY, WorkState.LEASED)),
    )
    .limit(1)
)
_LAST_OF_RUN = (
    select(WORK.c.id)
    .where(WORK.c.stage == bindparam("last"), WORK.c.subject == cast(RUN.c.id, Text))
    .limit(1)
)
THROUGH = (
    select(RUN.c.id, RUN.c.source)
    .where(
        RUN.c.state == RunState.RUNNING,
        # One row of an index for each run: where they were joins, the server may read the whole queue.
        _OPEN_OF_RUN.scalar_subquery().is_(None),
        _LAST_OF_RUN.scalar_subquery().is_(None),
    )
    .order_by(RUN.c.id)
)


def free(where: ColumnElement[bool], skips: bool) -> ColumnElement[bool]:
    """Rows of a kind that no transaction is at: one that is being written must not hold up the others."""
    return WORK.c.id.in_(_skipping(select(WORK.c.id).where(where), skips))


def _skipping(query: Select[Any], skips: bool) -> Select[Any]:
    return query.with_for_update(skip_locked=True) if skips else query
