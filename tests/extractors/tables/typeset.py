"""Typesets tables as statistical reports print them, with the true cells beside the PDF."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Cell = tuple[int, int, int, int, str]
"""First row, last row, first column, last column, text."""


@dataclass
class Label:
    """A header cell over columns ``first`` to ``last``; ``lines`` of text."""

    lines: list[str]
    first: int
    last: int


@dataclass
class Sheet:
    """One table to print: header levels from top to bottom, then rows of cell texts ('' is blank).

    A row with one string is a group title. A cell with line feeds has several lines.
    """

    header: list[list[Label]]
    rows: list[list[str]]
    caption: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Style:
    """How to print it."""

    font: str = "Helvetica"
    size: float = 8.0
    leading: float = 1.25
    gap: float = 1.6
    """Ems between columns."""
    rules: str = "header"
    """none, header, booktabs, rows, columns, grid."""
    leaders: bool = False
    block: int = 0
    """Rows after which a blank line is left."""
    stub_width: float = 14.0
    """Ems."""
    indent: float = 1.0
    align: str = "right"
    centre_header: bool = True
    spanner_rules: bool = True
    shaded: bool = False
    dollar: bool = False
    top: float = 90.0
    left: float = 60.0


@dataclass
class Printed:
    """A PDF with its true cells by page."""

    pdf: bytes
    tables: list[tuple[int, list[Cell]]]


class Press:
    """Prints sheets on one page."""

    def __init__(self, width: float = 612, height: float = 792, rotate: int = 0) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(width, height), invariant=1)
        if rotate:
            self.canvas.setPageRotation(rotate)
        self.width, self.height = width, height
        self.page = 1
        self.tables: list[tuple[int, list[Cell]]] = []

    def text(  # noqa: PLR0917
        self, x: float, y: float, text: str, font: str, size: float, align: str = "left"
    ) -> None:
        """Print at x, with y from the top to the baseline."""
        width = stringWidth(text, font, size)
        start = x if align == "left" else x - width if align == "right" else x - width / 2
        self.canvas.setFont(font, size)
        self.canvas.drawString(start, self.height - y, text)

    def rule(self, x0: float, y: float, x1: float, weight: float = 0.5) -> None:
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def upright(self, x: float, y0: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x, self.height - y0, x, self.height - y1)

    def prose(  # noqa: PLR0917
        self, x: float, y: float, width: float, lines: int, size: float, seed: int
    ) -> float:
        """Print a paragraph; returns the y below it."""
        rng = random.Random(seed)  # noqa: S311
        for line in range(lines):
            text = ""
            while stringWidth(text + " government", "Times-Roman", size) < width * (
                0.5 if line == lines - 1 else 1
            ):
                text += (" " if text else "") + rng.choice(PROSE)
            self.text(x, y, text, "Times-Roman", size)
            y += size * 1.2
        return y

    def next_page(self) -> None:
        self.canvas.showPage()
        self.page += 1

    def done(self) -> Printed:
        self.canvas.showPage()
        self.canvas.save()
        return Printed(self.buffer.getvalue(), self.tables)

    def sheet(self, sheet: Sheet, style: Style) -> float:
        """Print a table; returns the y below it."""
        return _Setter(self, sheet, style).run()


class _Setter:
    def __init__(self, press: Press, sheet: Sheet, style: Style) -> None:
        self.press, self.sheet, self.style = press, sheet, style
        self.em = style.size
        self.step = style.size * style.leading
        self.cols = max(len(row) for row in sheet.rows)
        self.lefts, self.rights = self._columns()
        self.cells: list[Cell] = []
        self.bold = style.font + "-Bold" if "Times" not in style.font else "Times-Bold"

    def _columns(self) -> tuple[list[float], list[float]]:
        style = self.style
        widths = []
        for col in range(self.cols):
            texts = [line for row in self.sheet.rows if len(row) > 1 for line in row[col].split("\n")]
            labels = [
                line for level in self.sheet.header for label in level if label.first == label.last == col
                for line in label.lines
            ]  # fmt: skip
            need = max((stringWidth(t, style.font, style.size) for t in texts + labels), default=20)
            widths.append(max(need * 1.04, 1.5 * self.em))
        widths[0] = max(widths[0], style.stub_width * self.em)
        lefts, x = [], style.left
        for width in widths:
            lefts.append(x)
            x += width + style.gap * self.em + (1.2 * self.em if style.dollar else 0)
        return lefts, [left + width for left, width in zip(lefts, widths, strict=True)]

    def run(self) -> float:
        style, press = self.style, self.press
        y = style.top
        if self.sheet.caption:
            press.text(style.left, y, self.sheet.caption, self.bold, style.size + 1)
            y += self.step * 0.7
        ruled = style.rules != "none"
        top = y
        if ruled:
            press.rule(self.lefts[0], y, self.rights[-1], 0.8)
        y = self._header(y)
        head_bottom = y
        if ruled:
            press.rule(self.lefts[0], y, self.rights[-1])
        y = self._rows(y)
        if ruled:
            press.rule(self.lefts[0], y, self.rights[-1], 0.8)
        if style.rules in ("columns", "grid"):
            for left in self.lefts[1:]:
                press.upright(
                    left - style.gap * self.em / 2, head_bottom if style.rules == "columns" else top, y
                )
        if style.rules == "grid":
            for x in (self.lefts[0] - 3, self.rights[-1] + 3):
                press.upright(x, top, y)
        press.tables.append((press.page, self.cells))
        for note in self.sheet.notes:
            y += self.step
            press.text(style.left, y, note, style.font, style.size - 1)
        return y + self.step

    def _header(self, y: float) -> float:
        style = self.style
        for depth, level in enumerate(self.sheet.header):
            height = max(len(label.lines) for label in level)
            last = depth == len(self.sheet.header) - 1
            for label in level:
                x0, x1 = self.lefts[label.first], self.rights[label.last]
                start = y + self.step * (height - len(label.lines) + 1)
                for line in label.lines:
                    if label.first == 0 or not style.centre_header:
                        right = style.align == "right" and label.first == label.last and label.first > 0
                        self.press.text(
                            x1 if right else x0,
                            start,
                            line,
                            style.font,
                            style.size,
                            "right" if right else "left",
                        )
                    else:
                        self.press.text((x0 + x1) / 2, start, line, style.font, style.size, "centre")
                    start += self.step
                self.cells.append((depth, depth, label.first, label.last, " ".join(label.lines)))
            y += self.step * height
            if not last and style.rules != "none" and style.spanner_rules:
                y += self.step * 0.3
                for label in level:
                    if label.last > label.first:
                        self.press.rule(self.lefts[label.first], y, self.rights[label.last])
        return y + self.step * 0.4

    def _rows(self, y: float) -> float:
        style, depth = self.style, len(self.sheet.header)
        for index, row in enumerate(self.sheet.rows):
            if style.block and index and index % style.block == 0:
                y += self.step * 0.7
            height = max(len(text.split("\n")) for text in row)
            if style.shaded and index % 2:
                self.press.canvas.setFillGray(0.9)
                self.press.canvas.rect(
                    self.lefts[0], self.press.height - y - self.step * (height + 0.25),
                    self.rights[-1] - self.lefts[0], self.step * height, stroke=0, fill=1,
                )  # fmt: skip
                self.press.canvas.setFillGray(0)
            for col, text in enumerate(row):
                if text:
                    printed = self._cell(col, text, y, len(row) == 1)
                    self.cells.append((depth + index, depth + index, col, col, printed))
            y += self.step * height
            if style.rules in ("rows", "grid") and index < len(self.sheet.rows) - 1:
                y += self.step * 0.25
                self.press.rule(self.lefts[0], y, self.rights[-1], 0.4)
        return y + self.step * 0.4

    def _cell(self, col: int, text: str, y: float, title: bool) -> str:
        style = self.style
        lines = text.split("\n")
        font = self.bold if title else style.font
        if col == 0:
            indent = len(lines[0]) - len(lines[0].lstrip(" "))
            x = self.lefts[0] + indent * style.indent * self.em
            for k, line in enumerate(lines):
                shown = line.strip()
                if style.leaders and not title and k == len(lines) - 1:
                    shown = lines[k] = self._with_leader(shown, x, font)
                hang = style.indent * self.em if k else 0
                self.press.text(x + hang, y + self.step * (k + 1), shown, font, style.size)
            return " ".join(part.strip() for part in lines)
        numeric = text[0].isdigit() or text[0] in "$(-—–.+" or (len(text) < 5 and text.isupper())
        align = style.align if numeric or style.align == "centre" else "left"
        places = {
            "right": self.rights[col],
            "left": self.lefts[col],
            "centre": (self.lefts[col] + self.rights[col]) / 2,
        }
        for k, line in enumerate(lines):
            if style.dollar and line.startswith("$"):
                self.press.text(self.lefts[col] - 0.9 * self.em, y + self.step, "$", font, style.size)
                self.press.text(
                    places[align], y + self.step * (k + 1), line[1:].strip(), font, style.size, align
                )
            else:
                self.press.text(places[align], y + self.step * (k + 1), line, font, style.size, align)
        return " ".join(lines)

    def _with_leader(self, line: str, x: float, font: str) -> str:
        led = f"{line} "
        while x + stringWidth(led + " .", font, self.style.size) < self.rights[0]:
            led += "."
        return led


PROSE = (  # noqa: SIM905
    "the of and to in that report data for federal state program government percent increase number "
    "households estimates during year total reported among agencies services children employment "
    "costs average review between local funding health public information national fiscal changes "
    "results which were than more"
).split()

STATES = (  # noqa: SIM905
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|"
    "Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|"
    "Massachusetts|New Hampshire|New Jersey|North Carolina|Rhode Island|West Virginia"
).split("|")

TOPICS = (  # noqa: SIM905
    "All establishments|Motor vehicle theft|Population under 18 years|Total receipts|"
    "Loans outstanding|Agriculture, forestry, fishing and hunting|Wholesale trade|Retail trade|"
    "Health care and social assistance|Public administration|Less than high school|"
    "High school graduate|Some college, no degree|Bachelor's degree|White, not Hispanic|"
    "Black or African American|Asian|Two or more races|Male|Female|Full-time, year-round|"
    "Cash and cash equivalents|Accounts receivable, net|Other liabilities|Research and development"
).split("|")
