"""What a source reads in a document whose tables people have mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.model.document import Document
from core.model.reading import ColumnValue, Reading, Value
from core.model.source import Found
from core.model.table import Cell, Table
from core.model.table_edit import EditKind, TableEdit
from extractors.tables.edits import replayed
from extractors.tables.touched_rows import stands_in, touched_rows

MENDED = "mended-cell: a person has corrected a cell of this row"
ADDED = "added-row: a person has added this row, which the reader missed"
DISPUTED = "mended-cell-conflict: the document now says another thing in a cell that a person has corrected"

_BESIDE = frozenset({EditKind.CELL, EditKind.NO_ROW, EditKind.ROW})
_DOUBT = 0.5
"""Certainty of a human text that the reading of now contradicts: low enough for every dataset to ask."""


def mended(
    edits: Sequence[TableEdit], read: Callable[..., Document], data: bytes, **arguments: Any
) -> Document:
    """The document with the edits replayed on its tables; ``read`` parses it."""
    document = read(data, **arguments)
    tables, _ = replayed(document.tables, edits, document.pages)
    return replace(document, tables=tables, mended=_are_mended(tables, edits))


def _are_mended(tables: Sequence[Table], edits: Sequence[TableEdit]) -> bool:
    """Whether what was read has other cells or words now: rows set aside, and rows added, change none."""
    shaped = any(edit.kind not in _BESIDE for edit in edits)
    return shaped or any(cell.said.mended and not cell.said.added for table in tables for cell in table.cells)


def as_mended(document: Document, found_in: Iterable[Found]) -> Iterator[Found]:
    """What is read, without what stands in rows that are none.

    Rows with a mended cell say so, and those that were added. A human text that the document contradicts
    stands, in doubt: the review asks for it.
    """
    none = touched_rows(document.tables, lambda said: said.aside)
    touched = touched_rows(document.tables, lambda said: said.mended)
    added = touched_rows(document.tables, lambda said: bool(said.added))
    disputed = [
        (cell, cell.page or table.page)
        for table in document.tables
        for cell in table.cells
        if cell.said.disputed
    ]
    for found in found_in:
        if not isinstance(found, Reading):
            yield found
        elif not none.hold(found):
            said = [told for rows, told in ((added, ADDED), (touched, MENDED)) if rows.hold(found)]
            yield _doubted(replace(found, warnings=(*found.warnings, *said)), disputed)


def _doubted(reading: Reading, cells: Sequence[tuple[Cell, int]]) -> Reading:
    values = {name: _less_sure(value, cells) for name, value in reading.values.items()}
    if values == reading.values:
        return reading
    return replace(reading, values=values, warnings=(*reading.warnings, DISPUTED))


def _less_sure(value: ColumnValue, cells: Sequence[tuple[Cell, int]]) -> ColumnValue:
    if not isinstance(value, Value) or not any(stands_in(value.evidence, cell, page) for cell, page in cells):
        return value
    return replace(value, confidence=min(value.confidence, _DOUBT))
