"""The readers that are compared: bytes of a PDF to the text of its pages."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2 as pdfium

from core.model.page import Page
from extractors.pdf.plain import plain_text
from extractors.pdf.plain_lines import plain_lines
from extractors.pdf.text import read_text

Reader = Callable[[bytes], list[str]]

MAX_PAGES = 10_000
PEER = "pypdfium2 get_text_range"


def peer(data: bytes) -> list[str]:
    """The bare text as pypdfium2 gives it."""
    texts = []
    with pdfium.PdfDocument(data) as document:
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return texts


def bare(data: bytes) -> list[str]:
    """Our bare text."""
    return list(plain_text(data, max_pages=MAX_PAGES))


def lines(data: bytes) -> list[str]:
    """Lines with boxes."""
    return _joined(plain_lines(data, max_pages=MAX_PAGES))


def words(data: bytes) -> list[str]:
    """Lines in reading order of words with boxes, sizes and weights; margins and hidden text told apart."""
    return _joined(read_text(data, max_pages=MAX_PAGES))


def _joined(pages: tuple[Page, ...]) -> list[str]:
    return ["\n".join(line.text for line in (*page.lines, *page.margins)) for page in pages]


READERS: dict[str, Reader] = {
    PEER: peer,
    "veille, bare text": bare,
    "veille, lines with boxes": lines,
    "veille, words in reading order": words,
}
