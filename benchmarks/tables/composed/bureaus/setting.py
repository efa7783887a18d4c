"""What the pages of this composer share: words, figures, titles over a stretch, lines of several columns."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.leaf import Grid, paragraph

ROMAN, SANS, COURIER = Face("Times-Roman"), Face("Helvetica"), Face("Courier")
ITALIC, SLANTED = Face("Times-Italic"), Face("Helvetica-Oblique")
ROMAN_BOLD, SANS_BOLD = Face("Times-Bold"), Face("Helvetica-Bold")

PLACES = (
    "Alder", "Bassett", "Calloway", "Dunmore", "Eastlake", "Fairmont", "Granger", "Harlan", "Ivesdale",
    "Juniper", "Kelso", "Lowell", "Marlow", "Norbury", "Ogden Flats", "Prescott",
)  # fmt: skip
TEXT = (
    "The bureau asked each establishment in the sample for the value of its shipments and for the number of "
    "people it employed during the week of the twelfth; answers that came after the date of closing are part "
    "of the revised estimates, which are set out below together with those of the year before. Differences "
    "that the text calls significant are so at the level of ninety per cent unless it says otherwise."
)


def count(rng: random.Random, least: int = 100, most: int = 90000) -> str:
    """A count with commas."""
    return f"{rng.randint(least, most):,}"


def rate(rng: random.Random, most: float = 30) -> str:
    """A share with one decimal."""
    return f"{rng.uniform(0.1, most):.1f}"


def spans(
    grid: Grid, *labels: tuple[str, int, int, float, float], ruled: bool = False, gap: float = 0
) -> None:
    """Titles amid stretches (text, first column, last column, x0, x1), a rule under each if asked."""
    depth = max(label[0].count("\n") + 1 for label in labels)
    for text, first, last, x0, x1 in labels:
        lines = text.split("\n")
        for k, line in enumerate(lines):
            y = grid.y + (depth - len(lines) + k) * grid.step
            width = grid.face.width(line, grid.size)
            grid.sheet.put((x0 + x1) / 2 - width / 2, y, line, grid.face, grid.size)
        if ruled:
            grid.sheet.rule(x0, grid.y + (depth - 1) * grid.step + 3, x1)
        grid.cells.append((grid.row, grid.row, first, last, " ".join(lines).replace("^", "")))
    grid.row += 1
    grid.y += depth * grid.step + gap


def titled(sheet: Sheet, y: float, lines: tuple[str, ...], face: Face = SANS_BOLD, size: float = 10) -> float:
    """Centred lines over a table; y below them."""
    for line in lines:
        sheet.put((sheet.width - face.width(line, size)) / 2, y, line, face, size)
        y += 1.3 * size
    return y


def two_columns(sheet: Sheet, y: float, left: int, right: int, face: Face = ROMAN) -> tuple[float, float]:
    """Prose in two columns of a page, so many paragraphs in each; the y below each."""
    ends = []
    for x, many in ((54, left), (318, right)):
        at = y
        for _ in range(many):
            at = paragraph(sheet, x, at, 240, TEXT, face, 9.5) + 6
        ends.append(at)
    return ends[0], ends[1]


def unmarked(grid: Grid) -> None:
    """Take the signs of raised marks out of the true texts."""
    grid.cells = [(a, b, c, d, text.replace("^", "")) for a, b, c, d, text in grid.cells]


def box(  # noqa: PLR0917
    sheet: Sheet, x0: float, y0: float, x1: float, y1: float, weight: float = 0.7, kind: str = "stroke"
) -> None:
    """A frame."""
    sheet.rule(x0, y0, x1, weight, kind)
    sheet.rule(x0, y1, x1, weight, kind)
    sheet.upright(x0, y0, y1, weight, kind)
    sheet.upright(x1, y0, y1, weight, kind)
