"""What a sheet shows: the corrections in force, their conflicts, and what nobody is sure of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection

from console.corrections.cells import cell_of
from console.corrections.sheet import NOTHING, Line
from console.exports.cells import as_text
from core.model.dataset import Column
from core.storage.catalogue import DatasetTable
from core.storage.corrections import Corrections
from core.storage.effective import effective
from core.storage.merge import Correction, RowReading, active, conflicts
from core.storage.queries import Filter, Rows, Test

CORRECTED, CONFLICT, DOUBTFUL = "corrige", "conflit", "a_verifier"
_CHUNK = 500


def corrected(tx: Connection, entry: DatasetTable, *, only_conflicts: bool = False) -> Iterator[Line]:
    """The corrections in force of a dataset, by row and column."""
    name = entry.dataset.name
    ids = sorted({each.record for each in Corrections(tx).in_force(name)})
    for chunk in _chunks(iter(ids)):
        typed, read = Corrections(tx).of(name, chunk), effective(tx, entry, chunk)
        for record in chunk:
            lines = _of_record(entry, typed[record], read.get(record))
            yield from (line for line in lines if line.etat == CONFLICT or not only_conflicts)


def doubtful(tx: Connection, entry: DatasetTable) -> Iterator[Line]:
    """The unsure columns of the rows that wait for a person; what a person typed is sure."""
    status = Filter(entry.dataset.status_column, Test.EQUALS, DOUBTFUL)
    rows = Rows(tx, {entry.dataset.name: entry}).rows(entry.dataset.name, [status])
    for chunk in _chunks(str(row["id"]) for row in rows):
        typed, read = Corrections(tx).of(entry.dataset.name, chunk), effective(tx, entry, chunk)
        for record in read:
            yield from _unsure(entry, read[record], set(active(typed.get(record, ()))))


def _chunks(ids: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(islice(ids, _CHUNK)):
        yield chunk


def _of_record(entry: DatasetTable, typed: list[Correction], reading: RowReading | None) -> Iterator[Line]:
    torn = {each.correction.column for each in conflicts(reading, typed)} if reading else set()
    known = {column.name: column for column in entry.own}
    for name, one in sorted(active(typed).items()):
        if name not in known:
            continue
        column = known[name]
        yield Line(
            dataset=one.dataset,
            id=one.record,
            colonne=name,
            intitule=column.title,
            etat=CONFLICT if name in torn else CORRECTED,
            lecture=cell_of(column, reading.values.get(name)) if reading else "",
            base=cell_of(column, one.base),
            valeur=cell_of(column, one.value) or NOTHING,
            note=one.note or "",
            auteur=one.author,
            le=as_text(one.at),
            numero=str(one.id),
            document=reading.url if reading else "",
        )


def _unsure(entry: DatasetTable, reading: RowReading, human: set[str]) -> Iterator[Line]:
    for column in entry.own:
        sure = reading.confidence.get(column.name, 1.0)
        value = reading.values.get(column.name)
        if value is not None and sure < entry.dataset.review_below and column.name not in human:
            yield _doubt(entry, column, reading, sure)


def _doubt(entry: DatasetTable, column: Column, reading: RowReading, sure: float) -> Line:
    cell = cell_of(column, reading.values.get(column.name))
    return Line(
        dataset=entry.dataset.name,
        id=reading.record,
        colonne=column.name,
        intitule=column.title,
        etat=DOUBTFUL,
        lecture=cell,
        base=cell,
        valeur=cell,
        confiance=f"{sure:.2f}",
        document=reading.url,
    )
