"""The bare text of a document, for search and other programs, at the cost of reading it and no more."""

from __future__ import annotations

from typing import Any

from extractors.ocr.scan import Scan
from extractors.parse import parse
from extractors.pdf.plain import plain_text
from extractors.sniff import media_of
from workers.reading import text_of


def text_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The answer of the child process of ``veille extract --text``, UTF-8; ``name`` is the file's name.

    A PDF gives its text in the order it is drawn in, pages parted by a form feed as ``pdftotext`` does; no
    position is read and no margin told from the body. A ``scan`` is the document as OCR read it.
    """
    name = arguments["name"]
    media = media_of(data, name)
    if scan := Scan.load(arguments.get("scan")):
        return text_of(scan.document(data, name)).encode()
    if media == "pdf":
        return "\f".join(plain_text(data, max_pages=arguments["max_pages"])).encode()
    return text_of(parse(data, name=name, media=media)).encode()
