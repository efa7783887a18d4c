"""Pages: text, rules and areas put on a PDF canvas, with the true cells of the tables beside."""

from __future__ import annotations

import io
import random

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.vocabulary import PROSE


class Press:
    """A document being printed. All y count from the top, in points, to the baseline of a text."""

    def __init__(self, width: float = 612, height: float = 792) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(width, height), invariant=1)
        self.width, self.height = width, height
        self.page = 1
        self.tables: list[tuple[int, list[GridCell]]] = []

    def text(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Print a text from x; what follows a ``^`` is set small and raised."""
        plain, _, mark = text.partition("^")
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, plain)
        if mark:
            end = x + stringWidth(plain, font, size)
            self.canvas.setFont(font, 0.65 * size)
            self.canvas.drawString(end, self.height - y + 0.35 * size, mark)

    def right(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Print a text up to x."""
        self.text(x - stringWidth(text.replace("^", ""), font, size), y, text, font, size)

    def centred(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Print a text around x."""
        self.text(x - stringWidth(text, font, size) / 2, y, text, font, size)

    def rule(self, x0: float, y: float, x1: float, weight: float = 0.5) -> None:
        """Draw a level rule."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def upright(self, x: float, y0: float, y1: float) -> None:
        """Draw an upright rule."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x, self.height - y0, x, self.height - y1)

    def shade(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Fill an area with light grey."""
        self.canvas.setFillGray(0.9)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def prose(  # noqa: PLR0917
        self, rng: random.Random, x: float, y: float, width: float, lines: int, size: float = 10
    ) -> float:
        """Print a justified paragraph; returns the y below it."""
        for line in range(lines):
            words = [rng.choice(PROSE)]
            limit = width * (0.4 if line == lines - 1 else 1)
            while stringWidth(" ".join([*words, "government"]), "Times-Roman", size) < limit:
                words.append(rng.choice(PROSE))
            room = width - stringWidth(" ".join(words), "Times-Roman", size)
            space = 0 if line == lines - 1 else max(0.0, room / max(1, len(words) - 1))
            self.canvas.setFont("Times-Roman", size)
            self.canvas.drawString(x, self.height - y, " ".join(words), wordSpace=space)
            y += size * 1.2
        return y

    def next_page(self, width: float = 612, height: float = 792) -> None:
        """Begin another page."""
        self.canvas.showPage()
        self.canvas.setPageSize((width, height))
        self.width, self.height = width, height
        self.page += 1

    def done(self) -> bytes:
        """The PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()
