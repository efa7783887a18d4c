"""A leaf: rows of texts set at stops on a sheet, with their true cells noted as they are set."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.sheet import Sheet

BOLD = {
    Face("Times-Roman"): Face("Times-Bold"),
    Face("Helvetica"): Face("Helvetica-Bold"),
    Face("Courier"): Face("Courier-Bold"),
}

Stop = tuple[float, str]
"""Where a column is set: x in points, and l, r or c: text from, up to or around x."""


@dataclass(slots=True)
class Grid:
    """A table being set. ``y`` is the baseline of the next line, ``row`` the next row."""

    sheet: Sheet
    stops: list[Stop]
    y: float
    face: Face
    size: float = 9
    step: float = 11
    indent: float = 9
    row: int = 0
    cells: list[GridCell] = field(default_factory=list)
    low: bool = False
    """Figures stand on the last line of their label."""

    def heads(self, *labels: tuple[str, int, int], gap: float = 0) -> None:
        """A row of titles over columns ``first`` to ``last``; their last lines stand on one line."""
        depth = max(text.count("\n") + 1 for text, _, _ in labels)
        for text, first, last in labels:
            lines = text.split("\n")
            y = self.y + (depth - len(lines)) * self.step
            for k, line in enumerate(lines):
                if first == last:
                    self._put(self.stops[first], y + k * self.step, line)
                else:
                    middle = (self.stops[first][0] + self.stops[last][0]) / 2 - self.size
                    self._put((middle, "c"), y + k * self.step, line)
            self.cells.append((self.row, self.row, first, last, " ".join(lines)))
        self.row += 1
        self.y += depth * self.step + gap

    def line(self, *texts: str, bold: bool = False, gap: float = 0) -> None:
        """A row; blanks before a label set it in. Cells begin at the top; figures end ``low``."""
        depth = max(text.count("\n") + 1 for text in texts)
        for column, text in enumerate(texts):
            if not text:
                continue
            bare = text.lstrip(" ")
            left = (len(text) - len(bare)) * self.indent
            parts = bare.split("\n")
            x, align = self.stops[column]
            y = self.y + ((depth - len(parts)) * self.step if column and self.low else 0)
            for k, part in enumerate(parts):
                self._put((x + left, align), y + k * self.step, part, bold=bold)
            self.cells.append((self.row, self.row, column, column, " ".join(parts).replace("^", "")))
        self.row += 1
        self.y += depth * self.step + gap

    def led(self, label: str, *texts: str, to: float, sign: str = ".", gap: float = 0) -> None:
        """A row whose label has leader dots up to x."""
        bare = label.lstrip(" ")
        x = self.stops[0][0] + (len(label) - len(bare)) * self.indent
        text = bare + " "
        while x + self.face.width(text + sign, self.size) < to:
            text += sign
        self.line(" " * (len(label) - len(bare)) + text.rstrip(), *texts, gap=gap)

    def across(self, text: str, *, first: int = 1, gap: float = 0, bold: bool = False) -> None:
        """A heading in the middle of the columns from ``first`` on."""
        middle = (self.stops[first][0] + self.stops[-1][0]) / 2 - self.size
        self._put((middle, "c"), self.y, text, bold=bold)
        self.cells.append((self.row, self.row, first, len(self.stops) - 1, text))
        self.row += 1
        self.y += self.step + gap

    def rule(self, x0: float, x1: float, weight: float = 0.5, drop: float = 0.0) -> None:
        """A level rule below the last line."""
        self.sheet.rule(x0, self.y - self.step + 3 + drop, x1, weight)

    def done(self) -> float:
        """Note the cells as a table; y below it."""
        self.sheet.tables.append(self.cells)
        return self.y

    def _put(self, stop: Stop, y: float, text: str, *, bold: bool = False) -> None:
        x, align = stop
        width = self.face.width(text.replace("^", ""), self.size)
        x -= width if align == "r" else width / 2 if align == "c" else 0
        self.sheet.put(x, y, text, BOLD[self.face] if bold else self.face, self.size)


def paragraph(  # noqa: PLR0917
    sheet: Sheet, x: float, y: float, width: float, text: str, face: Face, size: float = 10
) -> float:
    """Set a text ragged; y below it."""
    line = ""
    for word in text.split():
        if line and face.width(f"{line} {word}", size) > width:
            sheet.put(x, y, line, face, size)
            line, y = "", y + 1.2 * size
        line = f"{line} {word}".strip()
    sheet.put(x, y, line, face, size)
    return y + 1.2 * size
