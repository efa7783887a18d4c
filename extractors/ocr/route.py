"""Calls a reader in the sandbox; where it meets a scan, has the scan read by OCR and calls it again."""

from __future__ import annotations

from typing import Any

import orjson

from core.errors import CorruptDocument, LimitExceeded, ScannedDocument
from core.sandbox import Sandbox
from extractors.ocr.engine import lacking, words_of
from extractors.ocr.pictures import Picture
from extractors.pdf.document import HEADER_WINDOW

MAX_SCANNED = 200
"""Scanned pages of one document; at about 3 s a page that is ten minutes of one core."""

PDF_MEMORY_BYTES = 896 * 1024 * 1024
"""1 600 pages of consultation documents, all words kept, take 620 MiB to read; bombs take all they get."""

MAX_PAGES = 2_000
PICTURES = "extractors.ocr.pictures"


def run(
    sandbox: Sandbox,
    function: str,
    data: bytes,
    arguments: dict[str, Any],
    *,
    preload: tuple[str, ...] = (),
) -> bytes:
    """The answer of ``sandbox.run``; for a PDF that is a scan, with the words of its pages in ``scan``.

    Args:
        sandbox: where the document is read, and drawn for OCR.
        function: ``module:function`` that takes ``scan`` (see :meth:`extractors.ocr.scan.Scan.load`) among
            its arguments.
        data: the document.
        arguments: the function's other arguments.
        preload: what is loaded once for all documents that need it.

    Raises:
        ScannedDocument: the pages are pictures and no engine is installed, or it finds no word.
        DocumentError: as the function; a page of a scan cannot be read.
    """
    memory = PDF_MEMORY_BYTES if b"%PDF-" in data[:HEADER_WINDOW] else None
    try:
        return sandbox.run(function, data, arguments, memory_bytes=memory, preload=preload)
    except ScannedDocument as scanned:
        if missing := lacking():
            raise ScannedDocument(f"{scanned}; {missing} is not installed") from scanned
    scan = scan_of(sandbox, data)
    return sandbox.run(function, data, {**arguments, "scan": scan}, preload=preload)


def scan_of(sandbox: Sandbox, data: bytes) -> list[dict[str, Any]]:
    """The pages of a scanned PDF with the words that OCR finds on them, as ``Scan.load`` takes them."""
    limit = {"max_pages": MAX_PAGES}
    sizes = orjson.loads(sandbox.run(f"{PICTURES}:sizes_answer", data, limit))
    count = sum(bool(scanned) for *_, scanned in sizes)
    if count > MAX_SCANNED:
        raise LimitExceeded(f"the PDF has {count} scanned pages, more than the {MAX_SCANNED} that OCR reads")
    return [_page(sandbox, data, size) for size in sizes]


def _page(sandbox: Sandbox, data: bytes, size: tuple[int, float, float, bool]) -> dict[str, Any]:
    number, width, height, scanned = size
    page: dict[str, Any] = {"number": number, "width": width, "height": height, "scale": 1.0, "tsv": ""}
    if scanned:
        answer = sandbox.run(f"{PICTURES}:picture_answer", data, {"page": number, "max_pages": MAX_PAGES})
        picture = _picture(answer, number)
        page.update(scale=picture.width / width, tsv=words_of(picture, number))
    return page


def _picture(answer: bytes, number: int) -> Picture:
    try:
        return Picture.load(answer)
    except ValueError as failure:
        raise CorruptDocument(f"page {number} of the PDF cannot be drawn: {failure}") from failure
