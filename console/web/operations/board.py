"""What the operator sees: queue, parked steps, runs, what guards hold, what the sandbox ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from core.errors import HostileDocument, LimitExceeded
from core.storage.runs import Run, Runs
from core.storage.schema import REFUSAL, RUN, SNAPSHOT, WORK
from core.storage.waiting import Held, held_rows
from core.storage.work import Queue, Work, WorkState

ENDED = (LimitExceeded.code, HostileDocument.code)
"""The codes of documents whose reader passed a limit or was ended."""

_RUNS = 30
_PARKED = 200
_ENDED = 50
_OF_SNAPSHOTS = ("extract", "unpack")
"""Stages whose steps are about an archived answer, named by its number."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the queue: how many steps are in each state, and since when the oldest is ready."""

    name: str
    states: Mapping[str, int]
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A document whose reading was ended, or refused as hostile."""

    source: str
    key: str
    code: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """The whole of it; ``parked`` are the latest of ``parked_total``.

    ``documents`` are the keys of those documents that parked steps know by a number alone.
    """

    stages: Sequence[Stage]
    parked: Sequence[Work]
    parked_total: int
    documents: Mapping[int, str]
    codes: Mapping[str, int]
    runs: Sequence[Run]
    held: Sequence[Held]
    ended: Sequence[Ended]
    expired: int


def board_of(tx: Connection, now: datetime) -> Board:
    """The state of the work at a moment."""
    parked = _parked(tx)
    return Board(
        stages=_stages(tx),
        parked=parked,
        documents=_documents(tx, parked),
        parked_total=Queue(tx).count(WORK.c.state == WorkState.PARKED),
        codes=_codes(tx),
        runs=_runs(tx),
        held=held_rows(tx),
        ended=_ended(tx),
        expired=Queue(tx).expired(now),
    )


def parked_of(tx: Connection, code: str) -> list[int]:
    """The numbers of the steps parked with an error of that code."""
    here = (WORK.c.state == WorkState.PARKED, WORK.c.last_error_code == code)
    return list(tx.execute(select(WORK.c.id).where(*here)).scalars())


def _stages(tx: Connection) -> list[Stage]:
    states: dict[str, dict[str, int]] = {}
    counted = select(WORK.c.stage, WORK.c.state, func.count().label("steps"))
    for row in tx.execute(counted.group_by(WORK.c.stage, WORK.c.state)):
        states.setdefault(row.stage, {})[str(row.state)] = row.steps
    ready = select(WORK.c.stage, func.min(WORK.c.run_at)).where(WORK.c.state == WorkState.READY)
    oldest = {row[0]: row[1] for row in tx.execute(ready.group_by(WORK.c.stage))}
    return [Stage(name, states[name], oldest.get(name)) for name in sorted(states)]


def _parked(tx: Connection) -> list[Work]:
    latest = select(WORK.c.id).where(WORK.c.state == WorkState.PARKED)
    latest = latest.order_by(WORK.c.updated_at.desc(), WORK.c.id.desc()).limit(_PARKED)
    found = Queue(tx).rows(WORK.c.id.in_(list(tx.execute(latest).scalars())))
    return sorted(found, key=lambda each: (each.updated_at, each.id), reverse=True)


def _documents(tx: Connection, parked: Sequence[Work]) -> dict[int, str]:
    """The document of each step, by the number of the step."""
    numbers = {
        work.id: int(work.subject)
        for work in parked
        if work.stage in _OF_SNAPSHOTS and work.subject.isdecimal()
    }
    query = select(SNAPSHOT.c.id, SNAPSHOT.c.key).where(SNAPSHOT.c.id.in_(set(numbers.values())))
    keys = {number: key for number, key in tx.execute(query)}
    return {step: keys[number] for step, number in numbers.items() if number in keys}


def _codes(tx: Connection) -> dict[str, int]:
    query = select(WORK.c.last_error_code, func.count()).where(WORK.c.state == WorkState.PARKED)
    rows = tx.execute(query.group_by(WORK.c.last_error_code))
    return {code or "": count for code, count in rows}


def _runs(tx: Connection) -> list[Run]:
    numbers = tx.execute(select(RUN.c.id).order_by(RUN.c.id.desc()).limit(_RUNS)).scalars()
    return [Runs(tx).get(number) for number in list(numbers)]


def _ended(tx: Connection) -> list[Ended]:
    columns = [REFUSAL.c[name] for name in ("source", "key", "code", "message", "at")]
    query = select(*columns).where(REFUSAL.c.code.in_(ENDED)).order_by(REFUSAL.c.id.desc()).limit(_ENDED)
    return [Ended(**row) for row in tx.execute(query).mappings()]
