"""A document as its lines and tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.document import Document
from core.model.evidence import Box, Evidence
from core.model.page import Page
from core.model.reading import Value
from core.model.table import Cell, Table
from core.model.tree import Node

Row = dict[int, Cell]
"""Cells by column; a merged cell stands in each of its rows and columns."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row."""

    rows: tuple[Row, ...]


Block = Value | Grid


def blocks(document: Document) -> Iterator[Block]:
    """The lines outside of tables and the tables, in reading order."""
    if document.pages:
        yield from _of_pages(document)
    elif document.tree:
        yield from _of_tree(document.tree, {_path(table): table for table in document.tables})


def value_of(cell: Cell) -> Value:
    """A cell as a value."""
    return Value(cell.text, Evidence(lecture=cell.text, page=cell.page, bbox=cell.bbox, path=cell.path))


def grid(table: Table) -> Grid:
    """The rows of a table with its merged cells filled in."""
    rows: dict[int, Row] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                rows.setdefault(row, {})[col] = cell
    return Grid(tuple(rows[row] for row in sorted(rows)))


def _of_pages(document: Document) -> Iterator[Block]:
    placed: list[tuple[int, float, Block]] = []
    for table in document.tables:
        first = table.cells[0] if table.cells else None
        if first:
            box = first.bbox or table.bbox
            placed.append((first.page or table.page, box[1] if box else 0.0, grid(table)))
    for page in document.pages:
        placed += [(page.number, value[0], value[1]) for value in _free_lines(page, document.tables)]
    for _, _, block in sorted(placed, key=lambda each: each[:2]):
        yield block


def _free_lines(page: Page, tables: Sequence[Table]) -> Iterator[tuple[float, Value]]:
    boxes = [cell.bbox for table in tables for cell in table.cells if cell.bbox and cell.page == page.number]
    for line in page.lines:
        if not any(_inside(line.bbox, box) for box in boxes):
            yield (
                line.bbox[1],
                Value(line.text, Evidence(lecture=line.text, page=page.number, bbox=line.bbox)),
            )


def _inside(box: Box, around: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]


def _path(table: Table) -> str:
    """The path of the table of a page: that of its cells up to the element ``table``."""
    path = table.cells[0].path or ""
    head, _, _ = path.rpartition("/table")
    tail = path[len(head) + 1 :].split("/")[0]
    return f"{head}/{tail}"


def _of_tree(node: Node, tables: dict[str, Table]) -> Iterator[Block]:
    if node.name == "table" and node.path in tables:
        yield grid(tables[node.path])
    elif node.children:
        for child in node.children:
            if child.name not in ("#links", "head"):
                yield from _of_tree(child, tables)
    elif node.text:
        yield from (
            Value(line, Evidence(lecture=line, path=node.path)) for line in node.text.split("\n") if line
        )
