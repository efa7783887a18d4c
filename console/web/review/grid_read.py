"""A table of a document as read and mended: what runs in the limited child process.

Only a window of rows leaves the child; a sheet may have a million of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import orjson

from core.model.table import Cell, Table
from core.model.table_edit import EditKind, TableEdit, edits_of
from extractors.ocr.parsed import document_of
from extractors.tables.edits import replayed
from extractors.tables.places import anchor_of, cell_at

ROWS = 60
"""Rows shown at once."""

LONGEST = 2_000
"""Characters of one cell that are shown."""


def read_grid(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``{"tables", "number", "first", "cells", "none", "played", "page"}`` as JSON.

    ``arguments``: ``name`` of the document, its ``edits``, the ``table`` wanted (from 0) and the ``first`` of
    its rows; ``scan`` as for every reader.

    Raises:
        DocumentError: the document cannot be read.
    """
    document = document_of(data, arguments)
    edits = edits_of(arguments["edits"])
    tables, played = replayed(document.tables, edits)
    number = min(max(arguments["table"], 0), max(len(tables) - 1, 0))
    first, cells = _window(tables[number], arguments["first"]) if tables else (0, [])
    return orjson.dumps(
        {
            "tables": [_summary(table) for table in tables],
            "number": number,
            "first": first,
            "cells": [_cell(document.tables, tables[number], cell) for cell in cells],
            "none": sorted(row for of, row in _rows(tables, edits, EditKind.NO_ROW) if of == number),
            "played": [[each.edit.id, each.fate.value, each.read] for each in played],
            "pages": [[page.width, page.height] for page in document.pages],
        }
    )


def _summary(table: Table) -> dict[str, Any]:
    rows = {cell.row for cell in table.cells}
    columns = max((cell.col + cell.colspan for cell in table.cells), default=0)
    return {"page": table.page, "rows": len(rows), "columns": columns, "confidence": table.confidence}


def _window(table: Table, first: int) -> tuple[int, list[Cell]]:
    """Some rows from one on; a merged cell is cut at the last of them."""
    last = max((cell.row for cell in table.cells), default=0)
    start = min(max(first, 0), last) // ROWS * ROWS
    end = start + ROWS
    return start, [
        replace(cell, rowspan=max(1, min(cell.rowspan, end - cell.row)))
        for row in table.rows()
        for cell in row
        if start <= cell.row < end
    ]


def _cell(read: Sequence[Table], table: Table, cell: Cell) -> dict[str, Any]:
    """A cell to show: ``read`` is the text that the machine reads at its place."""
    anchor = anchor_of(table, cell)
    found = cell_at(read, anchor)[1]
    return {
        "row": cell.row,
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text[:LONGEST],
        "cut": len(cell.text) > LONGEST,
        "heading": cell.heading,
        "read": found.text if found else "",
        "anchor": anchor.as_list(),
    }


def _rows(tables: Sequence[Table], edits: Sequence[TableEdit], kind: EditKind) -> set[tuple[int, int]]:
    keys = (cell_at(tables, edit.anchor)[0] for edit in edits if edit.kind is kind)
    return {key[:2] for key in keys if key is not None}
