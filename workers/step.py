"""The frame of every step: claim, do, then one transaction with the result, the next steps and ``done``."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import structlog
from structlog.contextvars import bound_contextvars

from core.errors import DocumentError, LimitExceeded, MissingCredentials, VeilleError
from core.model.reading import Refusal
from core.storage.outbox import Outbox
from core.storage.refusals import Refusals
from core.storage.snapshots import Documents, Snapshots
from core.storage.work import OF_SNAPSHOTS, Queue, Work
from workers.amending import reader_for
from workers.archive import Write
from workers.context import Context
from workers.delivery.errors import GivenUp, Postponed
from workers.meters import KILLED, SECONDS, STEPS
from workers.observers import report, watched
from workers.policy import POLICIES
from workers.stages.deliver import deliver
from workers.stages.discover import discover
from workers.stages.duty import duty
from workers.stages.extract import extract
from workers.stages.fetch import fetch
from workers.stages.match import match
from workers.stages.measure import measure
from workers.stages.normalise import normalise
from workers.stages.publish import publish
from workers.stages.unpack import unpack

STAGES: dict[str, Callable[[Context, Work], Write]] = {
    "discover": discover,
    "fetch": fetch,
    "unpack": unpack,
    "extract": extract,
    "normalise": normalise,
    "publish": publish,
    "match": match,
    "measure": measure,
    "deliver": deliver,
    "duty": duty,
    "chore": duty,
}

_TOLD_TO_OTHERS = ("match", "deliver")
"""Stages whose result must not be lost with the power: it would be told twice."""

POISON = "poison"
"""The code of a document that seems to kill the workers that read it."""

_LONGEST = 2000
"""Characters of an error that are kept."""

_log = structlog.get_logger()


class Verdict(StrEnum):
    """What became of a step."""

    DONE = "done"
    RETRY = "retry"
    PARKED = "parked"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken, for those who watch."""

    stage: str
    subject: str
    source: str
    verdict: Verdict
    error: str = ""


def take(context: Context, work: Work) -> Step:
    """Do a claimed piece of work; an error of any kind is a verdict on it, never the end of the worker."""
    began = time.monotonic()
    with (
        bound_contextvars(work=work.id, stage=work.stage, subject=work.subject, source=work.source),
        watched(work),
    ):
        step = _taken(context, work)
    SECONDS.labels(work.stage).observe(time.monotonic() - began)
    STEPS.labels(work.stage, step.verdict).inc()
    return step


def _taken(context: Context, work: Work) -> Step:
    if work.attempts > POLICIES[work.stage].claims:
        told = work.last_error or f"its worker was killed {work.attempts - 1} times"
        return _refuse(context, work, POISON, f"given up after {work.attempts - 1} attempts: {told}")
    try:
        write = STAGES[work.stage](context, work)
        return _commit(context, work, write)
    except Postponed as later:
        with context.db.write() as tx:
            kept = Queue(tx).postpone(work, context.now(), later.until)
        return _step(work, Verdict.RETRY if kept else Verdict.LOST, str(later))
    except DocumentError as error:
        if (
            work.stage == "discover"
        ):  # a page of maintenance goes away; a new structure stays and is told then
            return _retry(context, work, error)
        if isinstance(error, LimitExceeded) and error.limit:
            KILLED.labels(error.limit).inc()
        return _refuse(context, work, error.code, str(error))
    except Exception as error:
        return _retry(context, work, error)


def _commit(context: Context, work: Work, write: Write) -> Step:
    durable = work.stage in _TOLD_TO_OTHERS
    with context.db.write_durably() if durable else context.db.write() as tx:
        if not Queue(tx).done(work, context.now()):
            return _step(work, Verdict.LOST)
        write(tx)
    return _step(work, Verdict.DONE)


def _refuse(context: Context, work: Work, code: str, told: str) -> Step:
    """Park at once; a verdict on a document stands until its reader changes."""
    with context.db.write() as tx:
        if not Queue(tx).park(work, context.now(), code, told[:_LONGEST]):
            return _step(work, Verdict.LOST)
        snapshot = Snapshots(tx).get(int(work.subject)) if work.stage in OF_SNAPSHOTS else None
        if snapshot is not None:
            refusal = Refusal(code, told[:_LONGEST])
            Refusals(tx).put(snapshot, reader_for(context, tx, snapshot.sha256), [refusal], context.now())
            Documents(tx).mark(snapshot.source, snapshot.key, "refused")
    return _step(work, Verdict.PARKED, told)


def _retry(context: Context, work: Work, error: Exception) -> Step:
    policy, now = POLICIES[work.stage], context.now()
    code = error.code if isinstance(error, VeilleError) else type(error).__name__
    told = _told(error)
    _log.warning("step failed", code=code, error=told)
    report(error)
    if work.attempts >= policy.attempts or isinstance(error, MissingCredentials | GivenUp):
        return _park(context, work, code, told)
    with context.db.write() as tx:
        run_at = now + policy.wait(work.attempts)
        kept = Queue(tx).retry(work, now, run_at, code, told)
        if kept and work.stage == "deliver":
            Outbox(tx).failed(int(work.subject), run_at, told)
    return _step(work, Verdict.RETRY if kept else Verdict.LOST, told)


def _park(context: Context, work: Work, code: str, told: str) -> Step:
    with context.db.write() as tx:
        kept = Queue(tx).park(work, context.now(), code, told)
        if kept and work.stage == "deliver":
            Outbox(tx).dead(int(work.subject), told)
    return _step(work, Verdict.PARKED if kept else Verdict.LOST, told)


def _told(error: Exception) -> str:
    """The first line: those after it are SQL, parameters or a trace, which belong in a log."""
    lines = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"[:_LONGEST]


def _step(work: Work, verdict: Verdict, error: str = "") -> Step:
    return Step(work.stage, work.subject, work.source, verdict, error)
