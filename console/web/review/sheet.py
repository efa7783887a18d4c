"""The fields of a row under review: what stands, what is read, what was corrected, and what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from console.corrections.cells import cell_of
from console.web.records.fields import warnings_by_column
from console.web.records.lookup import Found
from console.web.records.places import Place, places_of
from core.model.dataset import Column, Kind
from core.storage.catalogue import DatasetTable
from core.storage.corrections import Corrections
from core.storage.effective import effective
from core.storage.merge import Correction, RowReading, active, conflicts
from core.storage.reports import Report

_LONG = 80


class State(StrEnum):
    """What a field asks of the reviewer."""

    CONFLICT = "conflict"
    REPORTED = "reported"
    DOUBT = "doubt"
    CORRECTED = "corrected"
    SURE = "sure"


@dataclass(frozen=True, slots=True)
class Cell:
    """A field under review: the text that stands, the one read now, the one read when it was corrected."""

    column: Column
    state: State
    stands: str
    read: str
    base: str
    sure: float | None
    warnings: tuple[str, ...]
    places: tuple[Place, ...]
    correction: Correction | None
    value: Any

    @property
    def pressing(self) -> bool:
        """Whether the reviewer should look at it."""
        return self.state in (State.CONFLICT, State.REPORTED, State.DOUBT)

    @property
    def filled(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.stands or self.read)

    @property
    def long(self) -> bool:
        """Whether it needs several lines to be typed in."""
        return self.column.kind in (Kind.STRUCT, Kind.JSON) or len(self.stands) > _LONG

    @property
    def terms(self) -> tuple[str, ...]:
        """The only values it may have, where they are counted."""
        return self.column.terms if self.column.kind is Kind.TERM and not self.column.many else ()


def cells_of(tx: Connection, entry: DatasetTable, found: Found, reports: Sequence[Report]) -> list[Cell]:
    """The fields of a row in the order of its dataset; those that the visitor may not see are left out."""
    reading = effective(tx, entry, [found.id]).get(found.id)
    typed = Corrections(tx).of(entry.dataset.name, [found.id]).get(found.id, [])
    standing = active(typed)
    torn = {each.correction.column for each in conflicts(reading, typed)} if reading else set()
    reported = {each.column for each in reports}
    places = places_of(found.dataset, found.row.get("preuves"))
    warnings = warnings_by_column(found.row.get("avertissements") or ())
    own = {column.name for column in entry.own}
    return [
        _cell(entry, column, found.row, reading, standing.get(column.name), torn, reported, places, warnings)
        for column in found.dataset.columns
        if column.name in own
    ]


def _cell(  # noqa: PLR0917 - a field has many sides
    entry: DatasetTable,
    column: Column,
    row: Mapping[str, Any],
    reading: RowReading | None,
    made: Correction | None,
    torn: set[str],
    reported: set[str],
    places: Sequence[Place],
    warnings: Mapping[str, tuple[str, ...]],
) -> Cell:
    said = reading.values.get(column.name) if reading else None
    sure = reading.confidence.get(column.name) if reading else None
    doubtful = said is not None and sure is not None and sure < entry.dataset.review_below
    if column.name in torn:
        state = State.CONFLICT
    elif column.name in reported:
        state = State.REPORTED
    elif made is not None:
        state = State.CORRECTED
    else:
        state = State.DOUBT if doubtful else State.SURE
    return Cell(
        column=column,
        state=state,
        stands=cell_of(column, made.value if made else said),
        read=cell_of(column, said),
        base=cell_of(column, made.base) if made else "",
        sure=sure,
        warnings=warnings.get(column.name, ()),
        places=tuple(place for place in places if place.column is column),
        correction=made,
        value=row.get(column.name),
    )
