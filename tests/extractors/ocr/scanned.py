"""Scans composed for tests: typeset pages drawn to pictures, laid a little askew, and put into a PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SIZE = (595, 842)

PROSE = (
    "Arrêté du 3 février 2024 portant création d'un collège à Évreux",
    "Le préfet de l'Hérault, vu le code de l'éducation, notamment son article L. 421-1 ;",
    "Considérant que l'œuvre a été réalisée à Noël, où le maître d'ouvrage a reçu son dû,",
)
HEAD = 780.0
"""Baseline of the first line of prose, from below."""

ROWS = (
    ("Lot", "Intitulé", "Titulaire", "Montant HT"),
    ("12", "Gros œuvre", "Société Dupré", "125 000,00"),
    ("13", "Électricité", "Éts Lefèvre", "48 350,50"),
    ("14", "Plâtrerie", "Bâti-Sud", "33 120,00"),
    ("15", "Peinture", "Couleurs du Lez", "12 400,00"),
)


@cache
def scanned(skew: float = 0.0, dpi: int = 200) -> bytes:
    """A scanned page of prose and a table; ``skew`` in degrees, counter-clockwise."""
    return as_pdf([_picture(_typeset(), skew, dpi)])


@cache
def blank_scan() -> bytes:
    """A scanned page with nothing on it."""
    return as_pdf([Image.new("L", (1240, 1754), 255)])


def as_pdf(pictures: Sequence[Image.Image]) -> bytes:
    """A PDF of one picture a page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZE)
    for picture in pictures:
        canvas.drawImage(ImageReader(picture), 0, 0, *SIZE)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _typeset() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZE)
    canvas.setFont("Times-Roman", 12)
    for number, line in enumerate(PROSE):
        canvas.drawString(60, HEAD - 18 * number, line)
    for number, row in enumerate(ROWS):
        for x, text in zip((60, 110, 260, 430), row, strict=True):
            canvas.drawString(x, 680 - 20 * number, text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _picture(page: bytes, skew: float, dpi: int) -> Image.Image:
    document = pdfium.PdfDocument(page)
    picture: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
