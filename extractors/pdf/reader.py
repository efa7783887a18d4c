"""Reads the pages of a PDF into primitives: words with boxes, rules, areas, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from core.errors import ScannedDocument
from extractors.pdf.characters import characters, word_ends
from extractors.pdf.document import Handle, loaded_page, loaded_text, opened
from extractors.pdf.drawing import NO_DRAWING, Drawing, drawing_of
from extractors.pdf.frame import Frame, frame_of
from extractors.pdf.runs import Flags, Floats, Runs, runs_of, whole_words
from extractors.pdf.words import Words, words_of

PICTURE_PAGE = 0.6
"""Share of a page under pictures from which a page without text is a scan."""


@dataclass(frozen=True, slots=True)
class PageObjects:
    """The primitives of one page as displayed: points, origin top left, rotation and crop box applied.

    ``words`` are the visible ones; ``hidden`` are words that leave no mark on paper (such as the text layer
    of a scan) and white text on white.
    """

    number: int
    width: float
    height: float
    words: Words
    hidden: Words
    drawing: Drawing

    @property
    def readable(self) -> Words:
        """The words to read: the visible ones, or the text layer laid under a scanned page."""
        return self.words if len(self.words) or not self._pictured else self.hidden

    @property
    def scanned(self) -> bool:
        """Whether the page is a picture without text, not even a hidden layer of it."""
        return self._pictured and len(self.words) == 0 and len(self.hidden) == 0

    @property
    def _pictured(self) -> bool:
        return self.drawing.picture_share >= PICTURE_PAGE


def read_pages(data: bytes, *, max_pages: int) -> Iterator[PageObjects]:
    """The pages of a PDF, one after the other.

    Raises:
        EmptyDocument, WrongFormat, CorruptDocument, DocumentError: See ``document.opened``.
        LimitExceeded: There are more than ``max_pages`` pages, or absurdly many objects on one.
    """
    yield from _read(data, max_pages, page_objects)


def read_words(data: bytes, *, max_pages: int) -> Iterator[PageObjects]:
    """The same with the words of the pages and without their drawing (see ``page_words``)."""
    yield from _read(data, max_pages, page_words)


def _read(data: bytes, max_pages: int, read: Callable[[Handle, int], PageObjects]) -> Iterator[PageObjects]:
    with opened(data, max_pages=max_pages) as document:
        for number in range(1, len(document) + 1):
            with loaded_page(document, number) as page:
                yield read(page, number)


def with_text(pages: Iterable[PageObjects]) -> Iterator[PageObjects]:
    """The same pages; ends with ScannedDocument where none had text and some were pictures."""
    texts = scans = 0
    for page in pages:
        texts += len(page.readable) > 0
        scans += page.scanned
        yield page
    if scans and not texts:
        raise ScannedDocument(f"the {scans} pages of the PDF are pictures without text")


def page_objects(page: Handle, number: int) -> PageObjects:
    """The primitives of a loaded pdfium page."""
    frame = frame_of(page, number)
    drawing = drawing_of(page, frame)
    with loaded_text(page, number) as text_page:
        runs = runs_of(text_page, characters(text_page, number), frame, _cuts(drawing))
    return _objects(number, frame, runs, drawing)


def page_words(page: Handle, number: int) -> PageObjects:
    """The words of a loaded pdfium page; its drawing only where the text cannot be judged without it.

    Faster than ``page_objects``; words are those that spaces part.
    """
    frame = frame_of(page, number)
    with loaded_text(page, number) as text_page:
        runs = whole_words(text_page, word_ends(text_page, number), frame)
    plain = len(runs) > 0 and bool(runs.painted.any()) and not bool(runs.pale.any())
    return _objects(number, frame, runs, NO_DRAWING if plain else drawing_of(page, frame))


def _objects(number: int, frame: Frame, runs: Runs, drawing: Drawing) -> PageObjects:
    shown = runs.painted & (~runs.pale | _on_dark(runs, drawing)) & _on_page(runs, frame)
    return PageObjects(
        number=number,
        width=frame.width,
        height=frame.height,
        words=words_of(runs.where(shown)),
        hidden=words_of(runs.where(~shown)),
        drawing=drawing,
    )


def _cuts(drawing: Drawing) -> Floats:
    """The upright rules as (x, top, bottom): they part words that touch them on both sides."""
    rules = drawing.upright
    return np.stack(((rules[:, 0] + rules[:, 2]) / 2, rules[:, 1], rules[:, 3]), axis=1)


def _on_dark(runs: Runs, drawing: Drawing) -> Flags:
    """For white runs: whether an area in another colour or a picture lies behind them."""
    areas = np.concatenate((drawing.fills, drawing.shapes, drawing.pictures))
    behind = np.zeros(len(runs), dtype=bool)
    x, y = (runs.boxes[:, 0] + runs.boxes[:, 2]) / 2, (runs.boxes[:, 1] + runs.boxes[:, 3]) / 2
    for index in np.flatnonzero(runs.pale):
        x0, top, x1, bottom = areas.T
        inside = (x0 <= x[index]) & (x[index] <= x1) & (top <= y[index]) & (y[index] <= bottom)
        behind[index] = bool(inside.any())
    return behind


def _on_page(runs: Runs, frame: Frame) -> Flags:
    x, y = (runs.boxes[:, 0] + runs.boxes[:, 2]) / 2, (runs.boxes[:, 1] + runs.boxes[:, 3]) / 2
    result: Flags = (x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height)
    return result
