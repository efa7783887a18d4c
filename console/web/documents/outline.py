"""The lines of a tree or table around a place: what runs in the limited child process.

Only a window of the document leaves the child; the whole of it may be hundreds of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import orjson

from console.web.documents.lines import Line
from core.model.document import Document
from core.model.table import Table
from core.model.tree import Node
from extractors.parse import parse
from extractors.sniff import media_of

AROUND = 120
"""Lines shown before and after the place."""

_INDEX = re.compile(r"\[\d+\]$")
"""What tells a repeated element from its brothers, at the end of its path."""

LONGEST = 6000
"""Characters shown of one text; around the place where there is one."""


def outline(data: bytes, arguments: dict[str, Any]) -> bytes:
    """``{"media", "lines", "found", "above", "below"}`` as JSON.

    ``arguments``: ``name`` of the document, ``embedded`` names of JSON members that hold JSON, ``path`` of
    the place with ``start`` and ``end`` where it is inside a text, ``hidden`` paths that may not be shown,
    ``from`` the first line wanted where there is no place.
    """
    name = arguments["name"]
    media = media_of(data, "")
    document = parse(data, name=name, media=media, embedded=frozenset(arguments["embedded"]))
    lines = list(_lines(document, arguments))
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


def _lines(document: Document, arguments: dict[str, Any]) -> Iterator[Line]:
    if document.tree is not None:
        yield from _of_tree(document.tree, 0, arguments)
    else:
        for table in document.tables:
            yield from _of_table(table, arguments)


def _of_tree(node: Node, depth: int, arguments: dict[str, Any]) -> Iterator[Line]:
    name = node.name + (_INDEX.search(node.path) or [""])[0]
    if node.path in arguments["hidden"]:
        yield Line(node.path, name, depth, "", hidden=True)
        return
    here = node.path == arguments["path"]
    own = node.text if here or not node.children else ""
    yield _line(node.path, name, depth, own, arguments)
    for child in node.children:
        yield from _of_tree(child, depth + 1, arguments)


def _of_table(table: Table, arguments: dict[str, Any]) -> Iterator[Line]:
    for row in table.rows():
        number = row[0].row + 1
        yield Line(f"ligne[{number}]", str(number), 0, "")
        for cell in row:
            path = cell.path or ""
            yield _line(path, path.rpartition("/")[2], 1, cell.text, arguments)


def _line(path: str, name: str, depth: int, text: str, arguments: dict[str, Any]) -> Line:
    if not arguments["path"] or path != arguments["path"]:
        return Line(path, name, depth, text[:LONGEST], cut=len(text) > LONGEST)
    start, end = arguments["start"], arguments["end"]
    if start is None or end is None:
        return Line(path, name, depth, text[:LONGEST], marked=True, cut=len(text) > LONGEST)
    first = max(0, start - LONGEST // 2)
    shown = text[first : first + LONGEST]
    return Line(path, name, depth, shown, True, start - first, end - first, cut=len(shown) < len(text))
