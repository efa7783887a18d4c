"""Draws small PDF files for the tests."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, width: float = 400, height: float = 600, rotate: int = 0) -> bytes:
    """A PDF with one page for each drawing; y counts upwards as in PDF."""
    buffer = io.BytesIO()
    # reportlab swaps the sides of a page that it turns by a quarter.
    size = (height, width) if rotate % 180 else (width, height)
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for draw in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text(x: float, y: float, *lines: str, size: float = 10, font: str = "Helvetica") -> Draw:
    """Lines of text from (x, y) downwards."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for index, line in enumerate(lines):
            canvas.drawString(x, y - 1.2 * size * index, line)

    return draw


def both(*drawings: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw
