"""The lines of a page of the web and of a PDF."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.page import Line as PageLine
from core.model.page import Page, Word
from core.model.tree import Node
from crawlers.procurement.boamp.printed.line import Line

RAISED = frozenset({"er", "ers", "e", "re", "o", "os", "ème", "eme", "nd", "nde"})
"""Endings of ordinals, and the o of "no", that French typography raises."""


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
    """The lines of the pages in reading order, without running titles and page numbers.

    Raised letters ("1er", "no") that the page sets as a line of their own go back to their words.
    """
    for page in pages:
        raised: tuple[Word, ...] = ()
        for line in page.lines:
            if RAISED.issuperset(line.text.casefold().split()):
                raised = (*raised, *line.words)
            elif line.text.strip():
                yield Line(_with_raised(line, raised), page=page.number, bbox=line.bbox, wraps=True)
                raised = ()


def _with_raised(line: PageLine, raised: tuple[Word, ...]) -> str:
    """The text of a line, each raised word joined to the word that ends where it begins."""
    if not raised:
        return line.text.strip()
    texts = [word.text for word in line.words]
    for mark in raised:
        gaps = [abs(word.bbox[2] - mark.bbox[0]) for word in line.words]
        nearest = min(range(len(gaps)), key=gaps.__getitem__)
        if gaps[nearest] <= mark.size:
            texts[nearest] += mark.text
    return " ".join(texts)


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
