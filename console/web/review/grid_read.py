"""A table of a document as read and mended: what runs in the limited child process.

Only a window of rows leaves the child; a sheet may have a million of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import orjson

from core.model.document import Document
from core.model.table import Cell, Table
from core.model.table_edit import edits_of
from extractors.ocr.parsed import document_of
from extractors.tables.cut_columns import gaps_of, words_of
from extractors.tables.edits import replayed
from extractors.tables.places import anchor_of, cell_at
from extractors.tables.shape import shaping
from extractors.tables.shaped import Read

ROWS = 60
"""Rows shown at once."""

_LONGEST_NAME = 60
LONGEST = 2_000
"""Characters of one cell that are shown."""


def read_grid(data: bytes, arguments: dict[str, Any]) -> bytes:
    """What the page of the tables shows of one of them, as JSON.

    ``arguments``: ``name`` of the document, its ``edits``, the ``table`` wanted (from 0), the ``first`` of
    its rows and the ``cell`` asked for; ``scan`` as for every reader. The ``names`` are those of the columns,
    ``cuts`` the places where that of the chosen cell can be cut: x in points, the words left and right.

    Raises:
        DocumentError: the document cannot be read.
    """
    document = document_of(data, arguments)
    edits = edits_of(arguments["edits"])
    tables, played = replayed(document.tables, edits, document.pages)
    read = Read.of(document.tables, shaping(edits), document.pages).now
    number = min(max(arguments["table"], 0), max(len(tables) - 1, 0))
    first, cells = _window(tables[number], arguments["first"]) if tables else (0, [])
    added = sorted({cell.row for cell in tables[number].cells if cell.said.added}) if tables else []
    chosen = nearest(cells, *arguments["cell"])
    return orjson.dumps(
        {
            "tables": [_summary(table) for table in tables],
            "number": number,
            "first": first,
            "cells": [_cell(read, tables[number], cell, added) for cell in cells],
            "names": _names(tables[number]) if tables else [],
            "chosen": [chosen.row, chosen.col] if chosen else None,
            "cuts": _cuts(document, read, tables[number], chosen) if chosen else [],
            "none": sorted({cell.row for cell in cells if cell.said.aside}),
            "played": [[each.edit.id, each.fate.value, each.read] for each in played],
            "pages": [[page.width, page.height] for page in document.pages],
        }
    )


def nearest(cells: Sequence[Cell], row: int, col: int) -> Cell | None:
    """The cell asked for; below the last row the last of its column; the first where none is asked for."""
    above = [each for each in cells if each.row <= row and each.col <= col < each.col + each.colspan]
    return above[-1] if above else next(iter(cells), None)


def _cuts(
    document: Document, read: Sequence[Table], table: Table, cell: Cell
) -> list[tuple[float, str, str]]:
    """Where the column of a cell can be cut, after the words of that cell: as read, whatever was typed."""
    anchor = anchor_of(table, cell)
    found = cell_at(read, anchor)[1]
    if found is None or found.colspan > 1 or not anchor.page:
        return []
    return gaps_of(found, anchor.page, words_of(document.pages))


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


def _names(table: Table) -> list[str]:
    """What the columns are called: in the heading that a person marked, else in the first row of several."""
    rows = [row for row in table.rows() if any(cell.said.heading for cell in row)]
    several = (row for row in table.rows() if sum(bool(cell.text) for cell in row) > 1)
    names = [""] * max((cell.col + cell.colspan for cell in table.cells), default=0)
    for row in rows or [next(several, [])]:
        for cell in row:
            for col in range(cell.col, cell.col + cell.colspan):
                names[col] = cell.text[:_LONGEST_NAME] or names[col]
    return names


def _cell(read: Sequence[Table], table: Table, cell: Cell, added: Sequence[int]) -> dict[str, Any]:
    """A cell to show: ``read`` is the text that the machine reads at its place.

    ``added`` are the rows that people have added, which have no number.
    """
    anchor = anchor_of(table, cell)
    found = cell_at(read, anchor)[1]
    return {
        "row": cell.row,
        "number": cell.row + 1 - bisect_right(added, cell.row),
        "added": bool(cell.said.added),
        "col": cell.col,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": cell.text[:LONGEST],
        "cut": len(cell.text) > LONGEST,
        "heading": cell.said.heading,
        "read": found.text if found else "",
        "anchor": anchor.as_list(),
    }
