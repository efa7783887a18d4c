"""The published row as a pure function of its readings, its corrections and its withdrawal.

Precedence. A record may be read in several documents (the XML and the PDF of one notice). All readings are
kept; the one that is published is the greatest by, in this order: the precedence of the form (coded data
before pages before PDF), the day of publication, the time of reading, the digest of the bytes. The published
row is therefore the same in whatever order the documents arrive, and a lesser document that comes later
changes nothing.

Corrections (law 4). A correction keeps the value it was made against, ``base``. While the reading equals the
base or the human value, the human value stands; where the reading says a third thing, the human value stands
too, the row goes to review, and the three values are all kept. Two texts that differ in spaces and in the
shape of their signs alone are the same reading: a redesigned page reopens nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.storage.catalogue import DatasetTable


@dataclass(frozen=True, slots=True)
class RowReading:
    """One record as one document says it; ``values`` are in the JSON form of ``plain``."""

    dataset: str
    record: str
    document: str
    precedence: int
    published: date | None
    read_at: datetime
    sha256: str
    url: str
    values: Mapping[str, Any]
    evidence: Mapping[str, Any]
    confidence: Mapping[str, float]
    warnings: tuple[str, ...] = ()

    def order(self) -> tuple[int, date, datetime, str, str]:
        """The greatest of a record's readings is the published one."""
        return (self.precedence, self.published or date.min, self.read_at, self.sha256, self.document)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person typed in one column, and the machine's value it was typed against."""

    id: int
    dataset: str
    record: str
    column: str
    base: Any
    value: Any
    author: str
    at: datetime
    undone_at: datetime | None = None
    undone_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction whose document now says a third thing."""

    correction: Correction
    reading: Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row to publish: the reading's own columns and those of the store, in JSON form."""

    values: Mapping[str, Any]
    store: Mapping[str, Any]
    conflicts: tuple[Conflict, ...] = ()


def best(readings: Iterable[RowReading]) -> RowReading | None:
    """The reading that is published."""
    return max(readings, key=RowReading.order, default=None)


def active(corrections: Sequence[Correction]) -> dict[str, Correction]:
    """The correction in force for each column: the latest that is not undone."""
    standing = sorted((each for each in corrections if each.undone_at is None), key=lambda each: each.id)
    return {each.column: each for each in standing}


def merged(
    entry: DatasetTable, reading: RowReading, corrections: Sequence[Correction], *, withdrawn: bool
) -> Row:
    """The row of a reading under its corrections."""
    standing = active(corrections)
    values = {column.name: reading.values.get(column.name) for column in entry.own}
    told = tuple(conflicts(reading, corrections))
    values.update({name: each.value for name, each in standing.items()})
    confidence = _confidence(values, reading.confidence, set(standing))
    store = {
        entry.dataset.status_column: _status(
            withdrawn, told, standing, unsure=confidence < entry.dataset.review_below
        ),
        "confiance": confidence,
        "champs_corriges": sorted(standing) or None,
        "document_sha256": reading.sha256,
        "document_url": reading.url,
        "lu_le": reading.read_at,
        "preuves": dict(reading.evidence) or None,
        "avertissements": _warnings(reading, told) or None,
    }
    return Row(values, store, told)


def _conflicts(correction: Correction, reading: Any) -> bool:
    return _shape(reading) not in (_shape(correction.base), _shape(correction.value))


def _shape(value: Any) -> Any:
    """A value without what markup and typography change: runs of spaces, compatibility forms of signs."""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, list):
        return [_shape(each) for each in value]
    if isinstance(value, dict):
        return {name: _shape(each) for name, each in value.items()}
    return value


def conflicts(reading: RowReading, corrections: Sequence[Correction]) -> list[Conflict]:
    """The corrections in force whose document now says a third thing, by column."""
    standing = active(corrections)
    return [
        Conflict(each, reading.values.get(name))
        for name, each in sorted(standing.items())
        if _conflicts(each, reading.values.get(name))
    ]


def _confidence(values: Mapping[str, Any], confidence: Mapping[str, float], human: set[str]) -> float:
    """The least certain of the filled columns; what a person typed is certain."""
    filled = [
        confidence[name]
        for name, value in values.items()
        if value is not None and name in confidence and name not in human
    ]
    return min(filled, default=1.0)


def _status(
    withdrawn: bool, conflicts: Sequence[Conflict], standing: Mapping[str, Correction], *, unsure: bool
) -> str:
    if withdrawn:
        return "retire"
    if conflicts or unsure:
        return "a_verifier"
    return "corrige" if standing else "publie"


def _warnings(reading: RowReading, conflicts: Sequence[Conflict]) -> list[str]:
    told = [f"correction-conflict: {each.correction.column}" for each in conflicts]
    return [*reading.warnings, *told]
