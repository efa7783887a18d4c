"""Published rows whose procurement has another name than before: each gets a version that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.storage.catalogue import Catalogue, DatasetTable
from core.storage.procedures import COLUMN, NOTICE, NOTICES, has_procedure, put_procedures
from core.storage.records import Records
from core.storage.revisions import Revisions, Version
from core.storage.threads import Member

CAUSE = "thread: "
"""How the cause of such a version begins; the name of the thread follows."""

_CHUNK = 400


def rename_procedures(
    tx: Connection, catalogue: Catalogue, members: Iterable[Member], at: datetime, since: int
) -> None:
    """Write the threads of members in their rows and in those of their parts.

    Versions later than the position ``since`` are of this transaction and nobody has seen them: they are
    completed. All others stand, and the row has a new one.
    """
    records = Records(tx, catalogue, at)
    threads: dict[str, dict[str, str]] = defaultdict(dict)
    for one in members:
        threads[one.dataset][one.record] = one.thread
    for dataset, named in threads.items():
        if dataset in catalogue:
            _rename(records, catalogue[dataset], named, since)
        for entry in _parts(catalogue) if dataset == NOTICES else ():
            _rename(records, entry, _of_notices(tx, entry, named), since)


def _rename(records: Records, entry: DatasetTable, named: Mapping[str, str], since: int) -> None:
    tx, dataset = records.tx, entry.dataset.name
    fresh = Revisions(tx).made_after(dataset, list(named), since)
    _complete(tx, entry, fresh)
    by_thread: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in named.keys() - fresh.keys():
        by_thread[named[record]].append((dataset, record))
    for thread, moved in sorted(by_thread.items()):
        records.settle(sorted(moved), f"{CAUSE}{thread}")


def _complete(tx: Connection, entry: DatasetTable, fresh: Mapping[str, Version]) -> None:
    rows: dict[str, dict[str, Any] | None] = {record: dict(each.data) for record, each in fresh.items()}
    put_procedures(tx, entry, rows)
    names = {record: row[COLUMN] for record, row in rows.items() if row and row != fresh[record].data}
    if names:
        Revisions(tx).complete([fresh[record] for record in names], COLUMN, names)
        here = entry.table.update().where(entry.table.c.id == bindparam("row"))
        renamed = [{"row": record, "name": name} for record, name in names.items()]
        tx.execute(here.values({COLUMN: bindparam("name")}), renamed)


def _of_notices(tx: Connection, entry: DatasetTable, named: Mapping[str, str]) -> dict[str, str]:
    """The thread of each part of these notices."""
    part, notices = entry.table.c, list(named)
    found: dict[str, str] = {}
    for start in range(0, len(notices), _CHUNK):
        query = select(part.id, part[NOTICE]).where(part[NOTICE].in_(notices[start : start + _CHUNK]))
        found |= {row[0]: named[row[1]] for row in tx.execute(query)}
    return found


def _parts(catalogue: Catalogue) -> list[DatasetTable]:
    entries = [catalogue[name] for name in catalogue]
    return [
        each for each in entries if has_procedure(each) and any(column.name == NOTICE for column in each.own)
    ]
