"""``python -m benchmarks.linking.versions [RECORDS]``: what the versions of renamed threads cost a store.

Composed records are published in the order of their days, as many at a time as a day's run has, and put into
threads; then the versions are counted by what made them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Text, case, cast, func, select

from benchmarks.linking.composed import Composed, compose
from benchmarks.machine import machine
from core.model.record import Record
from core.storage.database import Database, open_database
from core.storage.readings import reading_of
from core.storage.records import Records
from core.storage.renaming import CAUSE
from core.storage.revisions import Revisions
from core.storage.schema import REVISION
from normalizers.datasets import datasets
from workers.threads import thread_rows

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
NAMES = ("avis-marches", "attributions-marches", "marches-conclus")
RUN = 300
"""Notices of a day at the BOAMP (105 to 414)."""


def main() -> int:
    """Publish, count and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.linking.versions", description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=10_000, help="how many are composed")
    parser.add_argument("--shuffled", action="store_true", help="in no order, as a backfill may come")
    options = parser.parse_args()
    records = compose(options.records)
    if not options.shuffled:
        records.sort(key=lambda each: (_day(each), each.row["id"]))
    with tempfile.TemporaryDirectory() as folder:
        _measure(f"sqlite:///{Path(folder) / 'a.sqlite'}", records)
    sys.stdout.write(f"{options.records} composed records, {RUN} a run; {machine()}\n")
    return 0


def _measure(address: str, records: Sequence[Composed]) -> None:
    known = datasets()
    with open_database(address, [known[name] for name in NAMES]) as db:
        for start in range(0, len(records), RUN):
            _publish(db, records[start : start + RUN])
        with db.read() as tx:
            sys.stdout.writelines(line + "\n" for line in _figures(tx))


def _publish(db: Database, records: Sequence[Composed]) -> None:
    with db.write() as tx:
        before = Revisions(tx).position()
        read = [
            reading_of(db.catalogue[each.dataset], _record(each), each.row["id"], 0, None) for each in records
        ]
        Records(tx, db.catalogue, NOON).apply_all(read, "run 1")
        thread_rows(tx, db.catalogue, [(each.dataset, each.row["id"]) for each in records], NOON, before)


def _record(each: Composed) -> Record:
    values = {name: value for name, value in each.row.items() if value is not None and name != "id"}
    return Record(each.dataset, each.row["id"], values, {}, {}, (), "a" * 64, "https://x.example/", NOON)


def _day(each: Composed) -> date:
    found: Any = each.row.get("date_publication") or each.row.get("date_notification")
    return found if isinstance(found, date) else date.min


def _figures(tx: Connection) -> Iterator[str]:
    renamed = REVISION.c.cause.startswith(CAUSE)
    size = func.length(cast(REVISION.c.data, Text)) + func.length(cast(REVISION.c.changes, Text))
    kind = case((renamed, "renamed thread"), else_="publication")
    query = select(kind, func.count(), func.sum(size), func.count(REVISION.c.record.distinct())).group_by(
        kind
    )
    for cause, versions, characters, rows in tx.execute(query):
        yield f"{cause}: {versions} versions of {rows} rows, {characters / 1e6:.2f} M characters"


if __name__ == "__main__":
    sys.exit(main())
