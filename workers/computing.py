"""Registered computations on a restricted dataset: run where the data lie, and only their results leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from core.errors import InputError
from core.model.dataset import Computation, Dataset, Restriction
from core.storage.catalogue import DatasetTable
from core.storage.database import Database
from core.storage.locks import serialise
from core.storage.releases import Release, Releases, State
from core.storage.revisions import Revisions
from core.storage.schema import REVISION
from normalizers.secrecy.cube import EVERY, UNKNOWN, Cube, Fact, cube, protected
from normalizers.secrecy.table import Key

Row = Mapping[Any, Any]


def restriction_of(dataset: Dataset) -> Restriction:
    """What holds the rows of a dataset back.

    Raises:
        InputError: nothing does; its rows are open.
    """
    if dataset.restriction is None:
        raise InputError(f"{dataset.name} is open: its rows can be exported", hint="veille export")
    return dataset.restriction


def release(db: Database, dataset: str, by: str, now: datetime) -> Release:
    """The release that stands, or a new one where the last is older than the dataset's freeze.

    Raises:
        InputError: the dataset is not restricted.
    """
    entry = db.catalogue[dataset]
    held = restriction_of(entry.dataset)
    with db.write_durably() as tx:
        serialise(tx, f"release:{dataset}")
        before = Releases(tx).of(dataset)
        if before and now - before[-1].at < timedelta(days=held.freeze_days):
            return before[-1]
        return Releases(tx).add(_made(tx, entry, held, before, by=by, now=now))


def _made(
    tx: Connection, entry: DatasetTable, held: Restriction, before: list[Release], *, by: str, now: datetime
) -> Release:
    dimensions = dimensions_of(held)
    here, past = list(_current(tx, entry)), [list(_as_of(tx, entry, each.data_version)) for each in before]
    cubes, hidden = {}, frozenset[Key]()
    for pair in dict.fromkeys((each.unit, each.value) for each in held.computations):
        made = cube(_facts(here, dimensions, *pair))
        former = [
            (cube(_facts(rows, dimensions, *pair)), frozenset(map(tuple, each.hidden)))
            for rows, each in zip(past, before, strict=True)
        ]
        cubes[pair] = made
        hidden |= protected(made, former)
    tables = {
        each.name: list(_table(cubes[each.unit, each.value], hidden, dimensions, each))
        for each in held.computations
    }
    waits = any(each.approved for each in held.computations)
    return Release(
        dataset=entry.dataset.name,
        data_version=Revisions(tx).last(entry.dataset.name),
        asked_by=by,
        at=now,
        hidden=sorted(hidden),
        tables=tables,
        state=State.WAITING if waits else State.APPROVED,
    )


def dimensions_of(held: Restriction) -> tuple[str, ...]:
    """The dimensions of all the computations: those of the one cube that they are slices of."""
    return tuple(dict.fromkeys(name for each in held.computations for name in each.dimensions))


def _current(tx: Connection, entry: DatasetTable) -> Iterator[Row]:
    status = entry.table.c[entry.dataset.status_column]
    yield from tx.execute(select(entry.table).where(status != "retire")).mappings()


def _as_of(tx: Connection, entry: DatasetTable, version: int) -> Iterator[Row]:
    """The rows as they stood at a version of the data."""
    last = (
        select(func.max(REVISION.c.id))
        .where(REVISION.c.dataset == entry.dataset.name, REVISION.c.id <= version)
        .group_by(REVISION.c.record)
    )
    for data in tx.execute(select(REVISION.c.data).where(REVISION.c.id.in_(last))).scalars():
        if data[entry.dataset.status_column] != "retire":
            yield data


def _facts(rows: Iterable[Row], dimensions: tuple[str, ...], unit: str, value: str) -> Iterator[Fact]:
    """Rows of an unknown amount add nothing; those of an unknown unit are one unit, which hides more."""
    for row in rows:
        amount = row[value] if value else 1.0
        if amount is not None and amount >= 0:
            place = tuple(_place(row[name]) for name in dimensions)
            yield Fact(place, str(row[unit] or ""), float(amount))


def _place(found: Any) -> str:
    """Where a row falls in a dimension; a list of several is unknown, and no value is taken for the total."""
    if isinstance(found, list):
        found = found[0] if len(found) == 1 else None
    if found is None:
        return UNKNOWN
    return f"« {found} »" if str(found) == EVERY else str(found)


def _table(
    made: Cube, hidden: frozenset[Key], dimensions: tuple[str, ...], computation: Computation
) -> Iterator[dict[str, Any]]:
    """The cells of the cube that a computation groups by: the dimensions that it does not name are summed."""
    for key, cell in made.items():
        placed = dict(zip(dimensions, key, strict=True))
        if any(placed[name] != EVERY for name in dimensions if name not in computation.dimensions):
            continue
        told = {name: placed[name] for name in computation.dimensions}
        secret = key in hidden
        contributing = sum(amount > 0 for amount in cell.units.values())
        yield told | {
            "unites": None if secret else contributing,
            "valeur": None if secret else round(cell.amount, 2),
            "secret": secret,
        }


def decide(db: Database, number: int, *, approved: bool, by: str, now: datetime) -> Release:
    """Let the results of a release leave, or refuse them.

    Raises:
        InputError: there is no such release, or it was decided.
    """
    with db.write_durably() as tx:
        state = State.APPROVED if approved else State.REFUSED
        if not Releases(tx).decide(number, state, by, now):
            raise InputError(f"no release {number} waits for a decision")
        found = Releases(tx).get(number)
    if found is None:
        raise InputError(f"there is no release {number}")
    return found


def latest(tx: Connection, dataset: str) -> Release | None:
    """The last release of which the results may leave."""
    approved = [each for each in Releases(tx).of(dataset) if each.state is State.APPROVED]
    return approved[-1] if approved else None
