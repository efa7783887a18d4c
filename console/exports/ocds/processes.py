"""The contracting processes of the store, streamed: threads by name, a batch of them at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from console.exports.ocds.releases import AWARDS, CONTRACTS, LOTS, NOTICES, Publication, releases
from core.storage.catalogue import Catalogue
from core.storage.revisions import Revisions, Version

_BATCH = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")

Process = tuple[str, list[dict[str, Any]]]
"""The ocid and the releases, the oldest first."""


def processes(tx: Connection, catalogue: Catalogue, dataset: str, prefix: str) -> Iterator[Process]:
    """Whole processes: those in which a row of the dataset takes part."""
    found = tx.execute(_members(catalogue, dataset).execution_options(stream_results=True, yield_per=1000))
    threads = ((thread, list(rows)) for thread, rows in groupby(found, key=lambda row: str(row.thread)))
    while batch := list(islice(threads, _BATCH)):
        parts = _parts(tx, catalogue, [row for _, rows in batch for row in rows])
        names = {(row.dataset, row.publication) for _, rows in batch for row in rows}
        versions = _versions(tx, names, parts)
        for thread, rows in batch:
            ids = dict.fromkeys((row.dataset, row.publication) for row in rows)
            publications = [Publication(each[1], versions[each]) for each in ids if versions[each]]
            if publications:
                ocid = f"{prefix}-{_UNSAFE.sub('-', thread)}"
                yield ocid, releases(ocid, thread, publications)


def _members(catalogue: Catalogue, dataset: str) -> Select[Any]:
    """Each publication with its thread; one in no thread is a process of its own."""
    notice, award, contract = (catalogue[name].table for name in (NOTICES, AWARDS, CONTRACTS))
    every = union_all(
        select(
            literal(NOTICES).label("dataset"),
            notice.c.id.label("publication"),
            func.coalesce(notice.c.id_procedure, notice.c.id).label("thread"),
        ),
        select(literal(NOTICES), award.c.id_avis, func.coalesce(award.c.id_procedure, award.c.id_avis)),
        select(literal(CONTRACTS), contract.c.id, func.coalesce(contract.c.id_procedure, contract.c.id)),
    ).subquery()
    own = catalogue[dataset].table
    identity = own.c.id_avis if dataset == AWARDS else own.c.id
    here = select(func.coalesce(own.c.id_procedure, identity))
    query = select(every).where(every.c.thread.in_(here), every.c.publication.is_not(None)).distinct()
    return query.order_by(every.c.thread, every.c.dataset, every.c.publication)


def _parts(tx: Connection, catalogue: Catalogue, rows: Sequence[Any]) -> dict[str, list[tuple[str, str]]]:
    """The lots and the awards of notices, as (dataset, record)."""
    notices = sorted({row.publication for row in rows if row.dataset == NOTICES})
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for dataset in (LOTS, AWARDS):
        table = catalogue[dataset].table
        for some in _some(notices):
            for row in tx.execute(select(table.c.id, table.c.id_avis).where(table.c.id_avis.in_(some))):
                found[row.id_avis].append((dataset, row.id))
    return found


def _versions(
    tx: Connection, publications: set[tuple[str, str]], parts: dict[str, list[tuple[str, str]]]
) -> dict[tuple[str, str], list[Version]]:
    """Every version of the rows of each publication."""
    owner = {each: each for each in publications}
    for notice, members in parts.items():
        owner.update(dict.fromkeys(members, (NOTICES, notice)))
    wanted: dict[str, list[str]] = defaultdict(list)
    for dataset, record in owner:
        wanted[dataset].append(record)
    found: dict[tuple[str, str], list[Version]] = defaultdict(list)
    for dataset, records in wanted.items():
        for some in _some(sorted(records)):
            for version in Revisions(tx).of_all(dataset, some):
                found[owner[dataset, version.record]].append(version)
    return found


def _some(values: Sequence[str], most: int = 500) -> Iterator[Sequence[str]]:
    return (values[start : start + most] for start in range(0, len(values), most))
