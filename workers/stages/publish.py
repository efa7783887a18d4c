"""Publish the staged rows of a run in one step, if its guard lets it.

All rows are published in one transaction: a reader of the datasets sees the run whole or not at all, and a
run that is killed half-way has published nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from core.storage.locks import serialise
from core.storage.merge import RowReading
from core.storage.readings import Readings
from core.storage.records import Effect, Outcome, Records
from core.storage.revisions import Revisions
from core.storage.runs import Run, Runs, RunState
from core.storage.snapshots import Documents
from core.storage.staged import Staged, StagedRun
from core.storage.withdrawals import Withdrawals
from core.storage.work import Queue, Task, Work
from workers.advance import HANDED, REPLAY
from workers.allowed import allowed
from workers.archive import Write
from workers.context import Context
from workers.figures import gaps, unlisted, unsaid, work_figures
from workers.guard import Figures, count_filled, refusals
from workers.outdated import Said, outdated_by, said_by
from workers.policy import POLICIES
from workers.route import Withdrawn
from workers.short_days import short_days
from workers.strangeness import strange_fields
from workers.validity import validity

MATCHED_AT_ONCE = 100
"""Versions in one piece of matching: one commit for all of them."""


def publish(context: Context, work: Work) -> Write:
    """The subject is the number of a run."""

    def write(tx: Connection) -> None:
        serialise(tx, "records")
        run = Runs(tx).get(int(work.subject))
        counts = {**run.counts, **work_figures(tx, run.id)}
        if unlisted(tx, run.id):
            Runs(tx).finish(run.id, RunState.FAILED, context.now(), counts, gaps(tx, run.id))
            return
        staged = StagedRun(tx, run.id)
        if refused := _refusals(context, tx, run, counts, staged):
            Runs(tx).finish(run.id, RunState.REFUSED, context.now(), counts, refused)
            return
        effects = _apply(context, tx, run, staged)
        strange = [] if run.mode == HANDED else strange_fields(tx, run.source, run.started)
        missing = [*run.reasons, *gaps(tx, run.id), *strange]
        state = RunState.INCOMPLETE if missing else RunState.COMPLETE
        Runs(tx).finish(run.id, state, context.now(), {**counts, **effects}, missing[len(run.reasons) :])
        _measure(context, tx, run)

    return write


def _refusals(
    context: Context, tx: Connection, run: Run, counts: Mapping[str, int], staged: StagedRun
) -> list[str]:
    """A file that a person hands over is no flow: its silence or its gaps say nothing about a publisher."""
    if run.mode == HANDED:
        return []
    source = context.sources[run.source]
    if run.mode == REPLAY:  # a sample of a publisher's week, not the week
        source = replace(source, floor=replace(source.floor, documents=1))
    found = refusals(source, run.window, _figures(context, tx, run, counts, staged))
    return [*found, *short_days(tx, source, run)]


def _figures(
    context: Context, tx: Connection, run: Run, counts: Mapping[str, int], staged: StagedRun
) -> Figures:
    rows, filled = count_filled(context.sources[run.source].floor, staged, context.db.catalogue)
    return Figures(
        found=counts.get("found", 0),
        read=counts["extracted"] + counts["refused"],
        failed=counts["refused"],
        rows=rows,
        filled=filled,
        newest=Documents(tx).newest(run.source),
        validity=validity(staged, context.db.catalogue),
    )


def _apply(context: Context, tx: Connection, run: Run, staged: StagedRun) -> dict[str, int]:
    records = Records(tx, context.db.catalogue, context.now())
    before, cause = Revisions(tx).position(), f"run {run.id}"
    annulled, outdated = _annulled(context, tx, staged), outdated_by(tx, staged)
    for dataset, record, document in outdated:
        Readings(tx).drop(document, dataset, record)
    effects: Counter[str] = Counter({effect.value: 0 for effect in Effect})
    days: set[date] = set()
    for batch in staged.batches():
        days |= _days(context, batch)
        current = allowed(tx, _current(batch, outdated))
        effects.update(outcome.effect.value for outcome in records.apply_all(current, cause))
    linked = context.route.linked(tx, context.db.catalogue, min(days)) if days else ()
    others = _withdraw(records, [*annulled, *linked])
    others += records.settle([(dataset, record) for dataset, record, _ in outdated], cause)
    others += _drop(tx, records, run, context.route.reader)
    published = ((row.dataset, row.record) for row in staged)
    context.route.threaded(tx, context.db.catalogue, published, context.now(), before)
    effects[Effect.CHANGED.value] += sum(1 for outcome in others if outcome.effect is Effect.CHANGED)
    Staged(tx).clear(run.id)
    if not run.quiet:
        _announce(context, tx, run, before)
    return dict(effects)


def _current(batch: Iterable[RowReading], outdated: Container[Said]) -> list[RowReading]:
    return [row for row in batch if said_by(row) not in outdated]


def _withdraw(records: Records, found: Iterable[Withdrawn]) -> list[Outcome]:
    return [outcome for each in found for outcome in records.withdraw(each.dataset, each.record, each.cause)]


def _days(context: Context, batch: Sequence[RowReading]) -> set[date]:
    """The days of publication of rows: an act may come after the rectificatif that mends it."""
    columns = {row.dataset: context.db.catalogue[row.dataset].dataset.date_column for row in batch}
    found = {row.values.get(columns[row.dataset] or "") for row in batch}
    return {date.fromisoformat(each[:10]) for each in found if isinstance(each, str)}


def _annulled(context: Context, tx: Connection, rows: Iterable[RowReading]) -> list[Withdrawn]:
    """What the rows annul, marked before they are applied: a notice annulled in its own run is born so."""
    found = [each for row in rows for each in context.route.withdraws(row.dataset, row.record, row.values)]
    for each in found:
        Withdrawals(tx).add(each.dataset, each.record, each.cause, context.now())
    return found


def _drop(tx: Connection, records: Records, run: Run, reader: str) -> list[Outcome]:
    """Withdraw what a former reader saw in the same bytes and this one does not.

    Other bytes are another matter: what a publisher no longer lists has not been annulled.
    """
    lost = unsaid(tx, run.id)
    for document, dataset, record in lost:
        Readings(tx).drop(document, dataset, record)
    return records.settle([(dataset, record) for _, dataset, record in lost], f"reader {reader}")


def _measure(context: Context, tx: Connection, run: Run) -> None:
    if context.route.measured is not None and run.mode != HANDED:
        task = Task("measure", str(run.id), run.source, run.id, POLICIES["measure"].priority)
        Queue(tx).add([task], context.now())


def _announce(context: Context, tx: Connection, run: Run, before: int) -> None:
    """The versions made since a position are matched against the watches, some at a time."""
    last, priority = Revisions(tx).position(), POLICIES["match"].priority
    starts = range(before + 1, last + 1, MATCHED_AT_ONCE)
    subjects = [f"{start}-{min(start + MATCHED_AT_ONCE - 1, last)}" for start in starts]
    Queue(tx).add(
        [Task("match", subject, run.source, run.id, priority) for subject in subjects], context.now()
    )
