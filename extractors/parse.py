"""The one door from bytes to a document, whatever the format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial

from core.errors import WrongFormat
from core.model.document import Document
from extractors import csv_table, html_tree, json_tree, xml_tree
from extractors.pdf.reader import PageObjects, read_pages, with_text
from extractors.pdf.text import pages_text
from extractors.tables.document import TablesIn

MAX_PAGES = 2_000
"""Longest PDF that is read whole."""


def parse(data: bytes, *, name: str, media: str, embedded: frozenset[str] = frozenset()) -> Document:
    """The parsed document.

    Args:
        data: untrusted bytes; parse them in a sandbox.
        name: the file's name, for messages.
        media: what :func:`extractors.sniff.media_of` says.
        embedded: names of JSON members that hold JSON text.

    Raises:
        WrongFormat: no reader takes this format.
        DocumentError: the document is empty, cut, hostile or too large; the subclass says which.
    """
    reader = _READERS.get(media)
    if reader is None:
        raise WrongFormat(f"{name} holds {media}, which no reader takes")
    start = partial(Document, media=media, sha256=hashlib.sha256(data).hexdigest(), name=name)
    return reader(data, embedded, start)


Start = Callable[..., Document]
"""Makes the document from what a reader adds to it."""


def _json(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    tree, warnings = json_tree.read(data, embedded)
    return start(tree=tree, warnings=warnings)


def _json_lines(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    tree, warnings = json_tree.read_lines(data, embedded)
    return start(tree=tree, warnings=warnings)


def _xml(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    tree, warnings = xml_tree.read(data)
    return start(tree=tree, warnings=warnings)


def _html(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    page = html_tree.read(data)
    return start(tree=page.tree, tables=page.tables, warnings=page.warnings)


def _csv(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    table, warnings = csv_table.read(data)
    return start(tables=(table,), warnings=warnings)


def _pdf(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    pages = tuple(with_text(read_pages(data, max_pages=MAX_PAGES)))
    return start(pages=pages_text(pages), tables=TablesIn(pages), warnings=_unread(pages))


def _unread(pages: Iterable[PageObjects]) -> tuple[str, ...]:
    """OCR is for documents without any text; a page of pictures among others is told, not read."""
    return tuple(
        f"page {page.number} is a picture without text and is not read" for page in pages if page.scanned
    )


def _workbook(data: bytes, embedded: frozenset[str], start: Start) -> Document:
    from extractors import workbook  # noqa: PLC0415  pandas is loaded for the few documents that need it

    return start(tables=workbook.read(data))


_READERS: dict[str, Callable[[bytes, frozenset[str], Start], Document]] = {
    "json": _json,
    "jsonl": _json_lines,
    "xml": _xml,
    "html": _html,
    "csv": _csv,
    "pdf": _pdf,
    "xls": _workbook,
    "xlsx": _workbook,
}
