"""From what a source read to a row of a dataset."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from core.model.dataset import Column, Kind
from core.model.reading import ColumnValue, Part, Reading, Value
from core.model.record import Record
from normalizers.confidence import calibrated, manner_of
from normalizers.datasets import dataset as dataset_of
from normalizers.datasets import modules
from normalizers.draft import Draft
from normalizers.kinds import read_value
from normalizers.organisations.sirene.register import Register
from normalizers.values.siret import SIREN_ONLY

Completion = Callable[[Draft], None]


def normalise(
    reading: Reading, *, sha256: str, url: str, read_at: datetime, register: Register | None = None
) -> Record:
    """The typed, coded and completed row of a reading; ``register`` completes its organisations, if given.

    A text that a column cannot hold leaves the column unknown with a named warning.

    Raises:
        KeyError: the source gives a column that its dataset does not declare (a defect of the source).
    """
    dataset = dataset_of(reading.dataset)
    draft = Draft(dataset, reading.id, register, warnings=list(reading.warnings))
    for name, value in reading.values.items():
        _read_column(draft, dataset.column(name), value)
    for complete in _completions(dataset.name):
        complete(draft)
    return _record(draft, sha256, url, read_at)


def _record(draft: Draft, sha256: str, url: str, read_at: datetime) -> Record:
    published = {column.name for column in draft.dataset.columns}
    manner = manner_of(draft.warnings)
    kept = {"id": draft.id} | {name: value for name, value in draft.values.items() if name in published}
    return Record(
        dataset=draft.dataset.name,
        id=draft.id,
        values=kept,
        evidence={name: proof for name, proof in draft.evidence.items() if name in published},
        confidence={
            name: calibrated(score, manner) for name, score in draft.confidence.items() if name in published
        },
        warnings=tuple(draft.warnings),
        document_sha256=sha256,
        document_url=url,
        read_at=read_at,
    )


def _read_column(draft: Draft, column: Column, value: ColumnValue) -> None:
    if column.kind is Kind.STRUCT:
        _read_parts(draft, column, value)
    elif column.many:
        _read_many(draft, column, value)
    else:
        _read_one(draft, column, _single(value))


def _single(value: ColumnValue) -> Value | None:
    if isinstance(value, Value):
        return value
    return next((each for each in value if isinstance(each, Value)), None)


def _read_one(draft: Draft, column: Column, value: Value | None) -> None:
    if value is None or not value.text.strip():
        return
    result = read_value(column, value.text)
    draft.warn(column.name, *result.warnings)
    draft.read(column.name, result.value, [value.evidence], value.confidence)
    if SIREN_ONLY in result.warnings:
        _read_siren(draft, column.name.replace("siret", "siren"), value)


def _read_siren(draft: Draft, name: str, value: Value) -> None:
    """What stands for a SIRET and is the number of the enterprise alone."""
    if draft.dataset.declares(name) and draft.get(name) is None:
        _read_one(draft, draft.dataset.column(name), value)


def _read_many(draft: Draft, column: Column, value: ColumnValue) -> None:
    given = [value] if isinstance(value, Value) else [each for each in value if isinstance(each, Value)]
    kept: dict[Any, Value] = {}
    for each in given:
        if each.text.strip():
            result = read_value(column, each.text)
            draft.warn(column.name, *result.warnings)
            if result.value is not None:
                kept.setdefault(result.value, each)
    sure = min((each.confidence for each in kept.values()), default=1.0)
    draft.read(column.name, list(kept), [each.evidence for each in kept.values()], sure)


def _read_parts(draft: Draft, column: Column, value: ColumnValue) -> None:
    given = [] if isinstance(value, Value) else [each for each in value if not isinstance(each, Value)]
    rows = [_parts(draft, column, each) for each in given]
    proof = [part.evidence for each in given for part in each.values()]
    sure = min((part.confidence for each in given for part in each.values()), default=1.0)
    draft.read(column.name, [row for row in rows if row], proof, sure)


def _parts(draft: Draft, column: Column, given: Part) -> dict[str, Any]:
    by_name = {part.name: part for part in column.parts}
    row = {}
    for name, value in given.items():
        result = read_value(by_name[name], value.text)
        draft.warn(f"{column.name}.{name}", *result.warnings)
        if result.value is not None:
            row[name] = result.value
    return row


@cache
def _completions(name: str) -> tuple[Completion, ...]:
    return tuple(getattr(modules()[name], "COMPLETIONS", ()))
