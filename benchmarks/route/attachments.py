"""Pages such as buyers attach to a notice: rules of the consultation, price lists, plans as pictures."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus import Image as Picture

from benchmarks.matching.load import vocabulary

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=12, spaceAfter=5)
_HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=12, leading=16, spaceAfter=6)
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 8)])
_PIXELS = (1200, 900)


def sentence(dice: random.Random, words: int = 18) -> str:
    """Words of procurement in no order, as long as a sentence."""
    return " ".join(vocabulary().draw(dice, words)).capitalize() + "."


@dataclass(frozen=True, slots=True)
class Attachment:
    """Some pages as a PDF of their own."""

    data: bytes
    pages: int


def attachment(seed: int) -> Attachment:
    """Eight to fifty-two pages; every third is a table of prices, and three carry a picture."""
    dice = random.Random(seed)  # noqa: S311  # a benchmark, no secret
    output, pages = io.BytesIO(), dice.randint(8, 52)
    pictured = set(dice.sample(range(pages), 3))
    story: list[Flowable] = []
    for number in range(pages):
        story += _page(dice, number, pictured=number in pictured)
    SimpleDocTemplate(output, pagesize=A4, invariant=1, title="Annexe").build(story)
    data = output.getvalue()
    with pdfium.PdfDocument(data) as document:
        return Attachment(data, len(document))


def _page(dice: random.Random, number: int, *, pictured: bool) -> list[Flowable]:
    title = Paragraph(f"Annexe {number + 1} : {sentence(dice, 6)}", _HEAD)
    if pictured:
        return [title, Paragraph(sentence(dice, 40), _BODY), _picture(dice), PageBreak()]
    if number % 3 == 0:
        return [title, _prices(dice), Spacer(1, 10), Paragraph(sentence(dice, 50), _BODY), PageBreak()]
    return [title, *(Paragraph(sentence(dice, 60), _BODY) for _ in range(9)), PageBreak()]


def _prices(dice: random.Random) -> Table:
    rows = [["No", "Désignation", "Unité", "Quantité", "Prix HT"]]
    for number in range(dice.randint(18, 30)):
        price = f"{dice.uniform(3, 9000):,.2f}".replace(",", " ").replace(".", ",")
        rows.append([str(number + 1), sentence(dice, 4), "u", str(dice.randint(1, 400)), price])
    table = Table(rows, colWidths=[30, 250, 40, 60, 70], repeatRows=1)
    table.setStyle(_GRID)
    return table


def _picture(dice: random.Random) -> Picture:
    """A photograph, as far as its weight goes: some 0.4 MB."""
    small = Image.frombytes("RGB", (300, 225), dice.randbytes(300 * 225 * 3))
    encoded = io.BytesIO()
    small.resize(_PIXELS, Image.Resampling.BICUBIC).save(encoded, "JPEG", quality=78)
    assert ImageReader(encoded).getSize() == _PIXELS
    return Picture(encoded, width=400, height=300)


def joined(first: bytes, more: Attachment) -> bytes:
    """One PDF: a notice and the pages attached to it."""
    output = io.BytesIO()
    with pdfium.PdfDocument(first) as document, pdfium.PdfDocument(more.data) as pages:
        document.import_pages(pages)
        document.save(output)
    return output.getvalue()
