"""The bare text of PDF pages, as fast as pdfium gives it: no positions, the order of the content stream."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2.raw as pdfium_c

from core.errors import LimitExceeded, ScannedDocument
from extractors.pdf.characters import LINE_END_HYPHEN, MAX_CHARACTERS, character_text, printed
from extractors.pdf.document import loaded_page, loaded_text, opened


def plain_text(data: bytes, *, max_pages: int) -> tuple[str, ...]:
    """The text of each page, lines parted by a line feed.

    For search and for telling what a document is; fields with evidence are read from ``text.read_text``.

    Raises:
        EmptyDocument, WrongFormat, CorruptDocument, DocumentError: See ``document.opened``.
        LimitExceeded: There are more than ``max_pages`` pages, or absurdly many characters on one.
        ScannedDocument: No page has text.
    """
    texts = tuple(_texts(data, max_pages))
    if not any(texts):
        raise ScannedDocument(f"the {len(texts)} pages of the PDF have no text")
    return texts


def _texts(data: bytes, max_pages: int) -> Iterator[str]:
    with opened(data, max_pages=max_pages) as document:
        for number in range(1, len(document) + 1):
            with loaded_page(document, number) as page, loaded_text(page, number) as text_page:
                count = pdfium_c.FPDFText_CountChars(text_page)
                if count > MAX_CHARACTERS:
                    raise LimitExceeded(f"page {number} of the PDF has {count} characters")
                text = character_text(text_page, count).replace("\r\n", "\n")
                yield printed(text.replace(LINE_END_HYPHEN, "-\n")).strip()
