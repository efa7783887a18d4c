"""Match again what changed after its version was matched, or was never matched: no alert is lost.

A correction makes a version outside any run; a thread, a stock of Sirene or a review changes columns of a
row without a new version. The versions of the last days are matched again, the standing ones with the row of
today, under their numbers: the ledger keeps what was told from being told again. Silent are the versions
that a quiet run (a backfill) made, and for each watch those from before its last change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from core.storage.plain import plain
from core.storage.queries import Rows
from core.storage.revisions import Revisions, Version
from core.storage.runs import Runs
from core.storage.watches import Watches
from workers.context import Context
from workers.route import Hit
from workers.stages.match import enter

LOOK_BACK = timedelta(days=7)
"""How old the versions are at most: enrichment comes within days."""

AT_ONCE = 200
"""Versions in one transaction."""


def sweep(context: Context, look_back: timedelta = LOOK_BACK) -> int:
    """Match the rows of the last days again; killed at any moment, it may be begun anew.

    Returns:
        How many matches were new.
    """
    since = context.now() - look_back
    with context.db.read() as tx:
        first, last = Revisions(tx).since(since), Revisions(tx).position()
        silent = Revisions(tx).moments([f"run {run}" for run in Runs(tx).quiet(since - look_back)], since)
        list(context.route.match(tx, [], context.now()))  # so that the faults below are those of today
    found = 0
    for start in range(first, last + 1, AT_ONCE):
        with context.db.read() as tx:
            versions = Revisions(tx).between(start, min(start + AT_ONCE - 1, last))
            told = [each for each in versions if each.at >= since and each.at not in silent]
            hits = list(_hits(context, tx, told))
        if hits:
            with context.db.write_durably() as tx:
                found += enter(context, tx, hits)
    with context.db.write_durably() as tx:
        Watches(tx).keep_suspended(context.route.faults())
    return found


def _hits(context: Context, tx: Connection, versions: Sequence[Version]) -> Iterator[Hit]:
    now = [_as_it_stands(context, tx, version) for version in versions]
    made = {(each.dataset, each.record, each.version): each.at for each in now}
    changed = Watches(tx).changed()
    for hit in context.route.match(tx, now, context.now()):
        age = changed.get(hit.match.watch)
        if age is None or made[hit.match.dataset, hit.match.record, hit.match.version] >= age:
            yield hit


def _as_it_stands(context: Context, tx: Connection, version: Version) -> Version:
    """A version with the row of today; as it was stored where a later version has taken its place."""
    entry = context.db.catalogue.get(version.dataset)
    row = Rows(tx, context.db.catalogue).get(version.dataset, version.record) if entry else None
    if entry is None or row is None or row["version"] != version.version:
        return version
    columns = (column for column in entry.dataset.columns if column.name in row)
    return replace(version, data={column.name: plain(column, row[column.name]) for column in columns})
