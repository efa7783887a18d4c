"""Lines of text with boxes at little more than the cost of bare text, in the order they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c

from core.errors import LimitExceeded, ScannedDocument
from core.model.page import Line, Page
from extractors.pdf.characters import LINE_END_HYPHEN, MAX_CHARACTERS, character_text, printed
from extractors.pdf.document import Handle, loaded_page, loaded_text, opened
from extractors.pdf.frame import Boxes, Frame, frame_of

LINE = re.compile(
    rf"[^\s{LINE_END_HYPHEN}](?:[^\r\n{LINE_END_HYPHEN}]*\S)?{LINE_END_HYPHEN}?|{LINE_END_HYPHEN}"
)
"""From the first to the last mark of a line; a hyphen at its end stands for the line feed."""


def plain_lines(data: bytes, *, max_pages: int) -> tuple[Page, ...]:
    """The pages of a PDF with their lines, for search and for showing where a text stands.

    Lines have no words and their boxes are those of their first and last character; nothing is put in reading
    order, no text is judged hidden and no margin told from the body: ``text.read_text`` does that, at five
    times the cost.

    Raises:
        EmptyDocument, WrongFormat, CorruptDocument, DocumentError: See ``document.opened``.
        LimitExceeded: There are more than ``max_pages`` pages, or absurdly many characters on one.
        ScannedDocument: No page has text.
    """
    with opened(data, max_pages=max_pages) as document:
        pages = tuple(_pages(document))
    if not any(page.lines for page in pages):
        raise ScannedDocument(f"the {len(pages)} pages of the PDF have no text")
    return pages


def _pages(document: Any) -> Iterator[Page]:
    for number in range(1, len(document) + 1):
        with loaded_page(document, number) as page, loaded_text(page, number) as text_page:
            frame = frame_of(page, number)
            yield Page(number, frame.width, frame.height, _lines(text_page, number, frame))


def _lines(text_page: Handle, number: int, frame: Frame) -> tuple[Line, ...]:
    count = int(pdfium_c.FPDFText_CountChars(text_page))
    if count > MAX_CHARACTERS:
        raise LimitExceeded(f"page {number} of the PDF has {count} characters")
    found = list(LINE.finditer(character_text(text_page, count)))
    boxes = frame.boxes(_hulls(text_page, [(line.start(), line.end() - 1) for line in found]))
    return tuple(
        Line(printed(line.group()), (x0, top, x1, bottom), ())
        for line, (x0, top, x1, bottom) in zip(found, boxes.tolist(), strict=True)
    )


def _hulls(text_page: Handle, ends: list[tuple[int, int]]) -> Boxes:
    """Boxes around two characters each, in user space."""
    boxes = (pdfium_c.FS_RECTF * max(2 * len(ends), 1))()
    read = pdfium_c.FPDFText_GetLooseCharBox
    for place, (first, last) in enumerate(ends):
        read(text_page, first, boxes[2 * place])
        read(text_page, last, boxes[2 * place + 1])
    sides = np.frombuffer(boxes, dtype=np.float32).reshape(-1, 4)[: 2 * len(ends), [0, 3, 2, 1]]
    pairs = np.nan_to_num(sides, nan=0.0, posinf=0.0, neginf=0.0).reshape(-1, 2, 4)
    low, high = pairs[:, :, :2].min(axis=1), pairs[:, :, 2:].max(axis=1)
    return np.concatenate((low, high), axis=1)
