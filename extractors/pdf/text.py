"""The text of PDF pages: lines in reading order with their positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.model.page import Line, Page
from extractors.pdf.flow import Flow, flow
from extractors.pdf.lines import lines_of, segments_of
from extractors.pdf.margins import Place, is_running, running_places
from extractors.pdf.order import in_order
from extractors.pdf.reader import PageObjects, read_words, with_text

__all__ = ["Flow", "flow", "page_lines", "page_text", "pages_text", "read_text"]


def read_text(data: bytes, *, max_pages: int) -> tuple[Page, ...]:
    """The pages of a PDF with their lines; running heads and feet stand in ``margins``.

    Raises:
        EmptyDocument, WrongFormat, CorruptDocument, DocumentError: See ``document.opened``.
        LimitExceeded: There are more than ``max_pages`` pages, or absurdly many objects on one.
        ScannedDocument: The pages are pictures without text.
    """
    return pages_text(with_text(read_words(data, max_pages=max_pages)))


def pages_text(pages: Iterable[PageObjects]) -> tuple[Page, ...]:
    """The text of all pages of a document, from its primitives."""
    read = [(page, page_lines(page)) for page in pages]
    running = running_places([(page.height, lines) for page, lines in read])
    return tuple(page_text(page, running, lines) for page, lines in read)


def page_text(
    page: PageObjects, running: frozenset[Place] = frozenset(), lines: Sequence[Line] | None = None
) -> Page:
    """The text of one page.

    Args:
        page: The primitives of the page.
        running: Places of lines that come back on other pages (``margins.running_places``).
        lines: The lines of ``page_lines``, if they are already known.
    """
    known = page_lines(page) if lines is None else lines
    margins = tuple(line for line in known if is_running(line, page.height, running))
    body = tuple(line for line in known if line not in margins) if margins else tuple(known)
    return Page(page.number, page.width, page.height, body, margins, page.scanned)


def page_lines(page: PageObjects) -> list[Line]:
    """The lines of a page in reading order, upright text first, turned text after it."""
    words = page.readable
    return lines_of(words, [row for turns in range(4) for row in in_order(segments_of(words, turns))])
