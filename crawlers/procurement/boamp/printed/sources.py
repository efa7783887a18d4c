"""The lines of a page of the web and of a PDF."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.page import Page
from core.model.tree import Node
from crawlers.procurement.boamp.printed.line import Line


def web_lines(node: Node) -> Iterator[Line]:
    """The lines of a page: a row of a table whose cells hold no block is one line."""
    if node.name == "tr" and node.children and not any(cell.children for cell in node.children):
        yield from _row(node)
    elif not node.children:
        yield from (Line(text, path=node.path) for text in node.text.split("\n") if text.strip())
    else:
        for child in node.children:
            yield from web_lines(child)


def pdf_lines(pages: tuple[Page, ...]) -> Iterator[Line]:
    """The lines of the pages in reading order, without running titles and page numbers."""
    for page in pages:
        for line in page.lines:
            if line.text.strip():
                yield Line(line.text.strip(), page=page.number, bbox=line.bbox, wraps=True)


def _row(row: Node) -> Iterator[Line]:
    """The number of a section and the first line of its title make one line; other lines follow."""
    cells = [cell for cell in row.children if cell.text]
    if not cells:
        return
    texts = [cell.text.split("\n") for cell in cells]
    first = " ".join(lines[0] for lines in texts)
    yield Line(first, path=cells[-1].path)
    for cell, lines in zip(cells, texts, strict=True):
        yield from (Line(text, path=cell.path) for text in lines[1:] if text.strip())
