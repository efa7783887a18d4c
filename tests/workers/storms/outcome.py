"""What a storm left: the installation as people see it, beside that of a calm night."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from core.storage.database import Database
from core.storage.queries import Rows
from core.storage.runs import Runs
from core.storage.schema import LEDGER, OUTBOX, REFUSAL, REVISION, WORK
from core.storage.work import Queue, WorkState
from tests.workers.storms.host import Place
from workers.step import POISON

LONGEST = 90.0
"""Seconds after the storm in which all must be done."""


@dataclass(frozen=True, slots=True)
class Weathered:
    """The state, the faults that fell (``idle``: with no work left), and seconds until all was done."""

    state: dict[str, Any]
    fallen: Counter[str]
    idle: int
    seconds: float


def until_done(db: Database) -> None:
    """Wait until nothing is left to do.

    Raises:
        TimeoutError: work is left that nobody does.
    """
    end = time.monotonic() + LONGEST
    while told := left(db):
        if time.monotonic() > end:
            raise TimeoutError(f"left: {told[:10]}")
        time.sleep(0.1)


def left(db: Database) -> list[str]:
    """What is still to do, in words."""
    with db.read() as tx:
        rows = Queue(tx).rows(WORK.c.state.in_([WorkState.READY, WorkState.LEASED]))
        running = Runs(tx).unfinished()
        begun = bool(Runs(tx).latest("toy"))
    told = [f"{each.stage} {each.subject} {each.state} {each.owner} {each.last_error}" for each in rows]
    return [*told, *(f"run {run.id}" for run in running), *([] if begun else ["the first run"])]


def state_of(db: Database, place: Place) -> dict[str, list[str]]:
    """All that must come out the same."""
    with db.read() as tx:
        rows = Rows(tx, db.catalogue).rows("jouets")
        versions = tx.execute(select(REVISION.c.record, REVISION.c.version, REVISION.c.data)).all()
        entries = tx.execute(select(LEDGER.c.watch, LEDGER.c.record, LEDGER.c.version)).all()
        return {
            "rows": sorted(_timeless(row) for row in rows),
            "versions": sorted(f"{each[0]} {each[1]} {_timeless(each[2])}" for each in versions),
            "ledger": sorted(map(repr, entries)),
            "outbox": sorted(map(repr, tx.execute(select(OUTBOX.c.subject, OUTBOX.c.state)))),
            "refused": sorted(map(repr, tx.execute(select(REFUSAL.c.key, REFUSAL.c.code)))),
            "sent": sorted(path.name for path in (place.home / "sent").iterdir()),
        }


def _timeless(row: Any) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name != "lu_le"))


def differences(calm: Weathered, found: Weathered) -> list[str]:
    """What a storm lost or doubled, in words.

    A document whose worker was lost five times running is refused by name; what it would have said is then
    missing by rule, and only what is too much is a defect.
    """
    told = []
    poisoned = any(POISON in each for each in found.state["refused"])
    for name, wanted in calm.state.items():
        there = Counter(found.state[name])
        if not poisoned:
            told += [f"{name}: missing {each[:200]}" for each in Counter(wanted) - there]
            told += [f"{name}: too many {each[:200]}" for each in there - Counter(wanted)]
        told += [
            f"{name}: twice {each[:200]}" for each, times in there.items() if times > wanted.count(each) > 0
        ]
    return told
