"""Take the lines of a sheet over, each on its own; nothing that a person typed is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from console.corrections.cells import cell_of, check_zeros, value_of
from console.corrections.sheet import ACCEPT, NOTHING, UNDO, Line
from console.corrections.untaken import Untaken
from core.errors import InputError
from core.model.dataset import Column
from core.storage.corrections import Corrections
from core.storage.effective import effective
from core.storage.merge import Correction, RowReading, active
from core.storage.records import Records


class Taken(StrEnum):
    """What became of a line."""

    APPLIED = "applied"
    UNDONE = "undone"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class _Standing:
    """The column of a line as it stands in the database."""

    column: Column
    reading: RowReading
    correction: Correction | None

    @property
    def said(self) -> Any:
        """What the document says now, in JSON form."""
        return self.reading.values.get(self.column.name)

    @property
    def published(self) -> Any:
        """What stands, in JSON form."""
        return self.correction.value if self.correction else self.said


def take(records: Records, line: Line, author: str) -> Taken:
    """Correct, accept or undo as a line says; an untouched line changes nothing, a second time neither.

    Raises:
        InputError: the line names nothing, its value cannot be read, or another person has corrected the
            column since the sheet was written.
    """
    if line.decision not in ("", ACCEPT, UNDO):
        raise InputError(f"unknown decision {line.decision!r}", hint=f"Write {ACCEPT}, {UNDO} or nothing.")
    stands = _standing(records, line)
    if line.decision == UNDO:
        return _undo(records, line, stands, author)
    if not _touched(records, line, stands) and line.decision != ACCEPT:
        return Taken.UNCHANGED
    return _correct(records, line, stands, author)


def _correct(records: Records, line: Line, stands: _Standing, author: str) -> Taken:
    made, typed, seen = stands.correction, value_of(stands.column, line.valeur), _seen(line, stands)
    check_zeros(stands.column, typed, stands.published)
    if made is not None and (made.value, made.base) == (typed, seen):
        return Taken.UNCHANGED
    if made is not None and str(made.id) != line.numero:
        raise Untaken(
            f"{line.colonne} was corrected by {made.author} since this sheet was written",
            "meanwhile",
            hint="Export again and decide with both values before you.",
            who=made.author,
        )
    records.correct(line.dataset, line.id, line.colonne, typed, author, seen=seen, note=line.note or None)
    return Taken.APPLIED


def _standing(records: Records, line: Line) -> _Standing:
    entry = records.catalogue.get(line.dataset)
    if entry is None:
        raise InputError(f"unknown dataset {line.dataset!r}")
    columns: Mapping[str, Column] = {column.name: column for column in entry.own}
    if line.colonne not in columns:
        raise InputError(f"{line.dataset} has no column {line.colonne!r} to correct")
    reading = effective(records.tx, entry, [line.id]).get(line.id)
    if reading is None:
        raise InputError(f"{line.dataset} has no record {line.id!r}")
    typed = Corrections(records.tx).of(line.dataset, [line.id]).get(line.id, [])
    return _Standing(columns[line.colonne], reading, active(typed).get(line.colonne))


def _touched(records: Records, line: Line, stands: _Standing) -> bool:
    """Whether the value is another than the one that the sheet was written with; a new line always is."""
    if not line.lecture and not line.numero:
        return bool(line.valeur)
    shown = line.lecture
    if line.numero.isdecimal():
        one = Corrections(records.tx).get(int(line.numero))
        shown = (cell_of(stands.column, one.value) or NOTHING) if one else shown
    return line.valeur != shown and not _alike(stands.column, line.valeur, shown)


def _alike(column: Column, cell: str, shown: str) -> bool:
    """Whether two cells are one value: a spreadsheet writes dates and amounts in its own way."""
    try:
        return bool(value_of(column, cell) == value_of(column, shown))
    except InputError:
        return False


def _seen(line: Line, stands: _Standing) -> Any:
    """The reading that the person had before them; what is read now, where the sheet does not say."""
    if not line.lecture and not line.numero:
        return stands.said
    if line.lecture == cell_of(stands.column, stands.said):
        return stands.said
    return value_of(stands.column, line.lecture)


def _undo(records: Records, line: Line, stands: _Standing, author: str) -> Taken:
    one = Corrections(records.tx).get(int(line.numero)) if line.numero.isdecimal() else None
    if one is None or (one.dataset, one.record, one.column) != (line.dataset, line.id, stands.column.name):
        raise InputError(f"the line has no correction to take back: numero {line.numero!r}")
    if one.undone_at is not None:
        return Taken.UNCHANGED
    records.undo(one.id, author)
    return Taken.UNDONE
