"""Rows of tables that people say are headings, or are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.table import Table
from core.model.table_edit import EditKind, TableEdit
from extractors.tables.places import cell_at


def marked(tables: Sequence[Table], marks: Iterable[TableEdit]) -> tuple[Table, ...]:
    """The tables whose cells say what was said of their rows, oldest first.

    A row that is none is no heading either.
    """
    said: dict[int, dict[int, bool]] = {}
    for edit in marks:
        key, _ = cell_at(tables, edit.anchor)
        if key is None:
            continue
        rows = said.setdefault(key[0], {})
        if edit.kind is EditKind.DATA:
            rows[key[1]] = False
            continue
        for row in [row for row, heading in rows.items() if heading]:
            del rows[row]
        rows |= {cell.row: True for cell in tables[key[0]].cells if cell.row <= key[1]}
    return tuple(_with(table, said.get(number, {})) for number, table in enumerate(tables))


def _with(table: Table, rows: dict[int, bool]) -> Table:
    if not rows:
        return table
    aside = {cell.row for cell in table.cells if cell.said.aside}
    said = {row: heading for row, heading in rows.items() if row not in aside}
    cells = (
        replace(cell, said=replace(cell.said, heading=said[cell.row])) if cell.row in said else cell
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))
