"""Opens a PDF from bytes and refuses what is none, with a named error."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from core.errors import CorruptDocument, DocumentError, EmptyDocument, LimitExceeded, WrongFormat
from core.sandbox.pages import announce

HEADER_WINDOW = 1024
"""ISO 32000-2, 7.5.2 and annex I: readers look for the header in the first 1024 bytes."""

PASSWORD_ERRORS = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)

Handle = ctypes.c_void_p
"""An opaque pointer of pdfium: a page, a text page or an object of a page."""


@contextmanager
def opened(data: bytes, *, max_pages: int) -> Iterator[Any]:
    """The pdfium document of ``data``, closed on leaving.

    Raises:
        EmptyDocument: There are no bytes.
        WrongFormat: The bytes have no PDF header.
        CorruptDocument: The file is cut, damaged, or has no page.
        LimitExceeded: The document has more than ``max_pages`` pages.
        DocumentError: A password is needed.
    """
    require_whole_pdf(data)
    document = _load(data)
    try:
        _require_page_count(len(document), max_pages)
        announce(len(document))
        yield document
    finally:
        document.close()


def require_whole_pdf(data: bytes) -> None:
    """Refuse bytes without PDF header, and a file whose end is missing."""
    if not data:
        raise EmptyDocument("the PDF has no bytes")
    if b"%PDF-" not in data[:HEADER_WINDOW]:
        raise WrongFormat("the file has no PDF header in its first 1024 bytes")
    if is_cut(data):
        raise CorruptDocument("the PDF is cut: its end marker %%EOF is missing")


def is_cut(data: bytes) -> bool:
    """Whether objects follow the last end marker, or there is none: the end was lost on the way.

    What a server appends (blanks, a line of HTML) holds no PDF object and does no harm.
    """
    end = data.rfind(b"%%EOF")
    return end < 0 or re.search(rb"\d+\s+\d+\s+obj\b", data[end:]) is not None


def _load(data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as failure:
        if getattr(failure, "err_code", None) in PASSWORD_ERRORS:
            raise DocumentError(
                "the PDF is encrypted", hint="Ask the publisher for a copy without password."
            ) from failure
        raise CorruptDocument(f"pdfium cannot open the PDF: {failure}") from failure


def _require_page_count(count: int, max_pages: int) -> None:
    if count < 1:
        raise CorruptDocument("the PDF has no page")
    if count > max_pages:
        raise LimitExceeded(f"the PDF has {count} pages, more than the limit of {max_pages}")


@contextmanager
def loaded_page(document: Any, number: int) -> Iterator[Handle]:
    """The pdfium page ``number`` (from 1), closed on leaving.

    Raises:
        CorruptDocument: pdfium cannot load the page.
    """
    page = pdfium_c.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise CorruptDocument(f"page {number} of the PDF cannot be read")
    try:
        yield page
    finally:
        pdfium_c.FPDF_ClosePage(page)


@contextmanager
def loaded_text(page: Handle, number: int) -> Iterator[Handle]:
    """The pdfium text page of a page, closed on leaving."""
    text = pdfium_c.FPDFText_LoadPage(page)
    if not text:
        raise CorruptDocument(f"the text of page {number} cannot be read")
    try:
        yield text
    finally:
        pdfium_c.FPDFText_ClosePage(text)
