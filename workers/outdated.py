"""What the documents of a run make out of date, in the store and among the rows of the run itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from core.storage.merge import RowReading
from core.storage.readings import Readings
from workers.superseded import publication_of, superseded

_MOST = 500
"""Records asked for at once."""

Said = tuple[str, str, str]
"""The dataset and the record, and the document that says something of it."""


def said_by(row: RowReading) -> Said:
    """Who says what, whatever it says."""
    return row.dataset, row.record, row.document


def outdated_by(tx: Connection, rows: Iterable[RowReading]) -> set[Said]:
    """The stored and staged readings that give way once the staged rows of a run are published."""
    staged = [row for row in rows if publication_of(row.dataset, row.record)]
    now = {said_by(row) for row in staged}
    stored = [row for row in _stored(tx, staged) if said_by(row) not in now]
    return {said_by(row) for row in superseded([*staged, *stored])}


def _stored(tx: Connection, staged: Iterable[RowReading]) -> Iterator[RowReading]:
    """What is stored of the publications that the staged rows are of."""
    touched = {(row.dataset, publication_of(row.dataset, row.record)) for row in staged}
    for dataset, name in sorted((dataset, name) for dataset, name in touched if name):
        records = Readings(tx).below(dataset, name)
        for start in range(0, len(records), _MOST):
            for readings in Readings(tx).of(dataset, records[start : start + _MOST]).values():
                yield from readings
