"""A scanned PDF as a document: its pages and tables out of the words of OCR, and how sure each place is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.errors import ScannedDocument
from core.model.document import Document
from core.model.evidence import Box, Evidence
from core.model.page import Line, Page
from core.model.table import Cell, Table
from extractors.ocr.layout import printed_words, straight_words
from extractors.ocr.skew import Skew, skew_of
from extractors.ocr.words import Found, found
from extractors.pdf.drawing import NO_DRAWING
from extractors.pdf.lines import lines_of, segments_of
from extractors.pdf.margins import running_places
from extractors.pdf.order import in_order
from extractors.pdf.reader import PageObjects
from extractors.pdf.text import page_text
from extractors.tables.document import tables_in

MOST = 0.8
"""Confidence of what an engine is quite sure of: a figure misread is not seen from its looks."""

WARNING = "lu_par_ocr"
"""What is read from a scan says so."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The words of OCR on one page: as found, and as primitives of the page laid straight."""

    found: Found
    skew: Skew
    straight: PageObjects

    @classmethod
    def load(cls, raw: dict[str, Any]) -> ScannedPage:
        """The page in ``{"number", "width", "height", "scale", "tsv"}``."""
        words = found(raw["tsv"], raw["scale"])
        skew = skew_of(words)
        laid = straight_words(words, skew)
        hidden = laid.where(laid.bold)  # none
        page = PageObjects(raw["number"], raw["width"], raw["height"], laid, hidden, NO_DRAWING)
        return cls(words, skew, page)

    def lines(self) -> list[Line]:
        """The lines in reading order, boxes as printed."""
        laid = self.straight.words
        printed = printed_words(self.found, laid)
        return lines_of(printed, in_order(segments_of(laid, 0)))

    def sure(self, box: Box | None) -> float:
        """Confidence of the least sure word in a box; of all words on the mean without one."""
        ink, sure = self.found.ink, self.found.sure
        if not len(sure):
            return 0.0
        if box is None:
            return float(sure.mean())
        x, y = (ink[:, 0] + ink[:, 2]) / 2, (ink[:, 1] + ink[:, 3]) / 2
        inside = (box[0] <= x) & (x <= box[2]) & (box[1] <= y) & (y <= box[3])
        return float(sure[inside].min()) if inside.any() else float(sure.mean())


@dataclass(frozen=True, slots=True)
class Scan:
    """The pages of a scanned document, in order."""

    pages: tuple[ScannedPage, ...]

    @classmethod
    def load(cls, raw: list[dict[str, Any]] | None) -> Scan | None:
        """What ``route.scan_of`` gives; None for None.

        Raises:
            ScannedDocument: OCR has found no word.
        """
        if raw is None:
            return None
        scan = cls(tuple(map(ScannedPage.load, raw)))
        if not any(len(page.found) for page in scan.pages):
            hint = "Look at the pages: they hold pictures or handwriting, or the scan is too poor to read."
            raise ScannedDocument(f"OCR finds no word on the {len(scan.pages)} pages of the PDF", hint=hint)
        return scan

    def document(self, data: bytes, name: str) -> Document:
        """The document, which says by :data:`WARNING` how it was read."""
        digest = hashlib.sha256(data).hexdigest()
        return Document("pdf", digest, name, pages=self.text(), tables=self.tables(), warnings=(WARNING,))

    def text(self) -> tuple[Page, ...]:
        """The text of the pages; running heads and feet stand in the margins."""
        read = [(page, page.lines()) for page in self.pages]
        running = running_places([(page.straight.height, lines) for page, lines in read])
        texts = (page_text(page.straight, running, lines) for page, lines in read)
        return tuple(replace(text, scanned=bool(text.lines or text.margins)) for text in texts)

    def tables(self) -> tuple[Table, ...]:
        """The tables by the alignment of words: the rules of a scan are not looked at."""
        return tuple(map(self._as_printed, tables_in([page.straight for page in self.pages])))

    def confidence(self, evidence: Evidence) -> float:
        """The highest confidence that a value read at a place may have, 0 to :data:`MOST`."""
        return MOST * _page_at(self.pages, evidence.page).sure(evidence.bbox)

    def _as_printed(self, table: Table) -> Table:
        cells = tuple(self._cell(cell, table.page) for cell in table.cells)
        page = _page_at(self.pages, table.page)
        box = page.skew.leaning(table.bbox) if table.bbox else None
        sure = MOST * page.sure(None) * table.confidence
        return replace(table, bbox=box, cells=cells, confidence=sure, strategy=f"ocr-{table.strategy}")

    def _cell(self, cell: Cell, page: int) -> Cell:
        skew = _page_at(self.pages, cell.page or page).skew
        return replace(cell, bbox=skew.leaning(cell.bbox)) if cell.bbox else cell


def _page_at(pages: Sequence[ScannedPage], number: int | None) -> ScannedPage:
    return pages[min(max((number or 1) - 1, 0), len(pages) - 1)]
