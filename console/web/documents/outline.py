"""The lines of a tree or table around a place: what runs in the limited child process.

Only a window of the document leaves the child; the whole of it may be hundreds of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from console.web.documents.lines import Line
from core.errors import ProtectedText
from core.model.document import Document
from core.model.table import Table
from core.model.tree import Node
from extractors.parse import parse
from extractors.sniff import media_of

AROUND = 60
"""Lines shown before and after the place."""

_INDEX = re.compile(r"\[\d+\]$")
"""What tells a repeated element from its brothers, at the end of its path."""

LONGEST = 6000
"""Characters shown of one text; around the place where there is one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place that is looked for."""

    path: str
    start: int | None
    end: int | None

    def line(self, path: str, name: str, depth: int, text: str) -> Line:
        """The line of a node, marked if the place is there."""
        if not self.path or path != self.path:
            return Line(path, name, depth, text[:LONGEST], cut=len(text) > LONGEST)
        if self.start is None or self.end is None:
            return Line(path, name, depth, text[:LONGEST], marked=True, cut=len(text) > LONGEST)
        first = max(0, self.start - LONGEST // 2)
        shown = text[first : first + LONGEST]
        cut = len(shown) < len(text)
        return Line(path, name, depth, shown, True, self.start - first, self.end - first, cut=cut)


def outline(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``{"media", "lines", "found", "above", "below"}`` as JSON.

    ``arguments``: ``name`` of the document, ``embedded`` names of JSON members that hold JSON, ``path`` of
    the place with ``start`` and ``end`` where it is inside a text, ``hidden`` paths that may not be shown,
    ``from`` the first line wanted where there is no place.

    Raises:
        DocumentError: the document cannot be read.
        ProtectedText: what may not be shown is not found, so that it cannot be left out.
    """
    media = media_of(data, "")
    document = parse(data, name=arguments["name"], media=media, embedded=frozenset(arguments["embedded"]))
    spot = Spot(arguments["path"], arguments["start"], arguments["end"])
    lines = list(_lines(document, spot, arguments["hidden"]))
    _require_hidden(lines, arguments["hidden"])
    marked = next((number for number, line in enumerate(lines) if line.marked), None)
    first = max(0, marked - AROUND) if marked is not None else min(arguments["from"], len(lines))
    window = lines[first : first + 2 * AROUND]
    return orjson.dumps(
        {
            "media": media,
            "found": marked is not None,
            "lines": [asdict(line) for line in window],
            "above": first,
            "below": max(0, len(lines) - first - len(window)),
        }
    )


def _require_hidden(lines: list[Line], hidden: Collection[str]) -> None:
    if set(hidden) - {line.path for line in lines if line.hidden}:
        raise ProtectedText("a part of the document may not be shown and is not found in it")


def _lines(document: Document, spot: Spot, hidden: Collection[str]) -> Iterator[Line]:
    if document.tree is None:
        for table in document.tables:
            yield from _of_table(table, spot)
    elif document.media == "html":
        yield from _of_page(document.tree, spot, hidden)
    else:
        yield from _of_tree(document.tree, 0, spot, hidden)


def _of_tree(node: Node, depth: int, spot: Spot, hidden: Collection[str]) -> Iterator[Line]:
    """Every element: an empty one may say something by its name."""
    name = node.name + (_INDEX.search(node.path) or [""])[0]
    if node.path in hidden:
        yield Line(node.path, name, depth, "", hidden=True)
        return
    own = node.text if node.path == spot.path or not node.children else ""
    yield spot.line(node.path, name, depth, own)
    for child in node.children:
        yield from _of_tree(child, depth + 1, spot, hidden)


def _of_page(node: Node, spot: Spot, hidden: Collection[str]) -> Iterator[Line]:
    """The lines that a reader of the page sees; the boxes they stand in say nothing."""
    if node.path in hidden:
        yield Line(node.path, node.name, 0, "", hidden=True)
        return
    if node.path == spot.path or (node.text and not node.children):
        yield spot.line(node.path, node.name, 0, node.text)
    if node.path != spot.path:  # the text of an element is already that of all its children
        for child in node.children:
            yield from _of_page(child, spot, hidden)


def _of_table(table: Table, spot: Spot) -> Iterator[Line]:
    for row in table.rows():
        number = row[0].row + 1
        cells = tuple(spot.line(cell.path or "", str(cell.col + 1), 0, cell.text) for cell in row)
        marked = any(cell.marked for cell in cells)
        yield Line(f"ligne[{number}]", str(number), 0, "", marked=marked, cells=cells)
