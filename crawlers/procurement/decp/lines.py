"""The lines of a table as trees: a node for each line, a child for each filled cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from core.model.table import Cell, Table, added_name, marked_heading
from core.model.tree import Node
from crawlers.procurement.decp import names

_STRUCTURED = names.HOLDER_LISTS | names.CHANGE_LISTS | {"lieuexecution", "acheteur", "autoriteconcedante"}
"""Columns whose cells some aggregators fill with JSON."""


def headings(table: Table) -> list[Cell]:
    """The first row; of a heading that a person has marked, the last filled cell of each column."""
    return list(_heading(table)[0].values())


def _heading(table: Table) -> tuple[dict[int, Cell], int]:
    """The headings by column, and the number of rows down to the last of them."""
    rows = list(table.rows())
    marked = [number for number, row in enumerate(rows) if marked_heading(row)]
    if not marked:
        first = rows[0] if rows and marked_heading(rows[0]) is None else []
        return {cell.col: cell for cell in first}, 1
    filled = [cell for number in marked for cell in rows[number] if cell.text]
    return {cell.col: cell for cell in filled}, marked[-1] + 1


def lines(table: Table) -> Iterator[Node]:
    """A node for each row below the headings; its children are named by the headings as printed."""
    heading, below = _heading(table)
    by_column = {col: cell.text for col, cell in heading.items()}
    rows = list(table.rows())
    added = sum(bool(added_name(row)) for row in rows[:below])
    for row in rows[below:]:
        added += bool(added_name(row))
        cells = [cell for cell in row if cell.text and by_column.get(cell.col)]
        if cells:
            children = tuple(_cell(by_column[cell.col], cell) for cell in cells)
            yield Node("ligne", f"ligne[{row[0].row + 1 - added}]", "", children)


def _cell(heading: str, cell: Cell) -> Node:
    path = cell.path or ""
    if names.folded(heading) in _STRUCTURED and cell.text[0] in "[{":
        try:
            value = json.loads(cell.text, parse_int=str, parse_float=str)
        except ValueError:
            return Node(heading, path, cell.text)
        return _node(heading, path, value)
    return Node(heading, path, cell.text)


def _node(name: str, path: str, value: Any) -> Node:
    """A value of JSON as a tree whose every node is proved by the cell it stands in."""
    if isinstance(value, dict):
        return Node(name, path, "", tuple(_node(str(key), path, each) for key, each in value.items()))
    if isinstance(value, list):
        return Node(name, path, "", tuple(_node("item", path, each) for each in value))
    return Node(name, path, "" if value is None else str(value))
