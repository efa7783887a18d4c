"""Sets a sheet in a style on a page and notes its true cells."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.tables.adjacency import GridCell
from benchmarks.tables.composed.page import Press
from benchmarks.tables.composed.sheet import Label, Row, Sheet
from benchmarks.tables.composed.style import Style


class Setter:
    """One table at a place of a page. Column 0 is that of the labels."""

    def __init__(self, press: Press, sheet: Sheet, style: Style, left: float, room: float) -> None:
        self.press, self.sheet, self.style = press, sheet, style
        self.em, self.step = style.size, style.size * style.leading
        self.gutter = style.gutter * self.em
        widths = self._widths()
        spare = max(0.0, room - sum(widths) - self.gutter * (len(widths) - 1))
        widths[0] += min(spare, 6 * self.em)
        self.lefts: list[float] = []
        x = left
        for width in widths:
            self.lefts.append(x)
            x += width + self.gutter
        self.rights = [a + b for a, b in zip(self.lefts, widths, strict=True)]
        self.fits = self.rights[-1] <= left + room + 1
        self.cells: list[GridCell] = []

    def _widths(self) -> list[float]:
        sheet = self.sheet
        stub = max(
            self._width(line) + row.level * self.style.indent * self.em
            for row in sheet.rows
            if row.cells
            for line in row.label
        )
        widths = [stub * 1.02]
        for col in range(1, len(sheet.kinds) + 1):
            texts = [line for row in sheet.rows if row.cells for line in row.cells[col - 1].split("\n")]
            labels = [
                line
                for level in sheet.header
                for label in level
                if label.first == col == label.last
                for line in label.lines
            ]
            widths.append(max(map(self._width, texts + labels)) * 1.04)
        for label in sheet.header[0]:
            self._widen(widths, label)
        return widths

    def _widen(self, widths: list[float], label: Label) -> None:
        """Make room for a title over several columns."""
        held = sum(widths[label.first : label.last + 1]) + self.gutter * (label.last - label.first)
        lack = max(0.0, max(map(self._width, label.lines)) + self.em - held)
        for col in range(label.first, label.last + 1) if label.last > label.first else ():
            widths[col] += lack / (label.last - label.first + 1)

    def _width(self, text: str) -> float:
        font = self.style.bold if self.style.bold_header else self.style.font
        return float(
            max(stringWidth(text, font, self.em), stringWidth(text, self.style.bold, self.em) * 0.98)
        )

    def set(self, y: float) -> float:
        """Print the table from y on; returns the y below its notes."""
        y = self._caption(y)
        top = y
        if self.style.rules != "none":
            self._whole_rule(y, 0.9)
        y = self._header(y)
        head = y
        if self.style.rules != "none":
            self._whole_rule(y, 0.5)
        y = self._rows(y)
        if self.style.rules != "none":
            self._whole_rule(y, 0.9)
        self._uprights(top, head, y)
        self.press.tables.append((self.press.page, self.cells))
        for note in self.sheet.notes:
            y += self.em * 1.15
            self.press.text(self.lefts[0], y, note, self.style.font, self.em - 1)
        return y + self.step

    def _caption(self, y: float) -> float:
        for line in self.sheet.caption:
            self.press.text(self.lefts[0], y, line, self.style.bold, self.em + 1)
            y += (self.em + 1) * 1.25
        if self.sheet.unit:
            self.press.text(self.lefts[0], y, self.sheet.unit, self.style.font, self.em)
            y += self.em * 1.2
        return y

    def _whole_rule(self, y: float, weight: float) -> None:
        pad = 3 if self.style.rules == "grid" else 0
        self.press.rule(self.lefts[0] - pad, y, self.rights[-1] + pad, weight)

    def _uprights(self, top: float, head: float, bottom: float) -> None:
        rules = self.style.rules
        if rules not in {"columns", "grid"}:
            return
        for col in range(1, len(self.lefts)):
            spanned = any(label.first < col <= label.last for label in self.sheet.header[0])
            start = (head if spanned else top) if rules == "grid" else head
            self.press.upright(self.lefts[col] - self.gutter / 2, start, bottom)
        if rules == "grid":
            self.press.upright(self.lefts[0] - 3, top, bottom)
            self.press.upright(self.rights[-1] + 3, top, bottom)

    def _header(self, y: float) -> float:
        for depth, level in enumerate(self.sheet.header):
            height = max(len(label.lines) for label in level)
            for label in level:
                free = 0 if self.style.labels_top else height - len(label.lines)
                self._label(label, y + self.step * (free + 1))
                self.cells.append((depth, depth, label.first, label.last, " ".join(label.lines)))
            y += self.step * height
            if depth < len(self.sheet.header) - 1 and self.style.rules != "none":
                y += self.step * 0.3
                for label in level if self.style.spanner_rules or self.style.rules == "grid" else ():
                    pad = self.gutter / 2 if self.style.rules == "grid" else 0
                    self.press.rule(self.lefts[label.first] - pad, y, self.rights[label.last] + pad)
        return y + self.step * 0.4

    def _label(self, label: Label, y: float) -> None:
        font = self.style.bold if self.style.bold_header else self.style.font
        x0, x1 = self.lefts[label.first], self.rights[label.last]
        for line in label.lines:
            if label.last == 0:
                self.press.text(x0, y, line, font, self.em)
            elif self.style.header == "right" and label.first == label.last:
                self.press.right(x1, y, line, font, self.em)
            else:
                self.press.centred((x0 + x1) / 2, y, line, font, self.em)
            y += self.step

    def _rows(self, y: float) -> float:
        depth, style = len(self.sheet.header), self.style
        for index, row in enumerate(self.sheet.rows):
            if style.block and index and index % style.block == 0:
                y += self.step * 0.7
            height = self.step * _lines(row, self.style.figures_first)
            if style.zebra and index % 2:
                self.press.shade(
                    self.lefts[0] - 2, y + 0.2 * self.em, self.rights[-1] + 2, y + height + 0.2 * self.em
                )
            if self._is_ruled_above(index):
                self._whole_rule(y + 0.25 * self.step, 0.4)
                y += 0.25 * self.step
            self._row(row, y, depth + index)
            y += height
        return y + self.step * 0.4

    def _is_ruled_above(self, index: int) -> bool:
        if index == 0:
            return False
        row, rules = self.sheet.rows[index], self.style.rules
        total = row.label == ["Total"] and rules == "booktabs"
        return total or rules in {"rows", "grid"} or (rules == "blocks" and not row.cells)

    def _row(self, row: Row, y: float, number: int) -> None:
        font = self.style.bold if row.bold else self.style.font
        indent = row.level * self.style.indent * self.em
        lines = list(row.label)
        if self.style.leaders and row.cells and "^" not in lines[-1]:
            lines[-1] = self._led(lines[-1], self.lefts[0] + indent, font)
        for k, line in enumerate(lines):
            hang = self.em if k else 0
            self.press.text(self.lefts[0] + indent + hang, y + self.step * (k + 1), line, font, self.em)
        self.cells.append((number, number, 0, 0, _plain(" ".join(lines))))
        base = y + self.step * (1 if self.style.figures_first else len(lines))
        for col, text in enumerate(row.cells, start=1):
            if text:
                self._cell(col, text, base, font)
                self.cells.append((number, number, col, col, _plain(text)))

    def _led(self, line: str, x: float, font: str) -> str:
        led = f"{line} "
        while x + stringWidth(f"{led}.", font, self.em) < self.rights[0] - 0.2 * self.em:
            led += "."
        return led if led.endswith("..") else line

    def _cell(self, col: int, text: str, y: float, font: str) -> None:
        x0, x1, em = self.lefts[col], self.rights[col], self.em
        kind = self.sheet.kinds[col - 1]
        if kind == "text":
            for k, line in enumerate(text.split("\n")):
                self.press.text(x0, y + k * self.step, line, font, em)
        elif kind == "words":
            self.press.text(x0, y, text, font, em)
        elif kind == "money" and text.startswith("$ "):
            self.press.text(x0, y, "$", font, em)
            self.press.right(x1, y, text[2:], font, em)
        elif self.style.align == "centre":
            self.press.centred((x0 + x1) / 2, y, text, font, em)
        elif self.style.align == "decimal":
            tail = text.rstrip(")%")
            self.press.text(x1 - em - stringWidth(tail, font, em), y, text, font, em)
        else:
            self.press.right(x1, y, text, font, em)


def _lines(row: Row, figures_first: bool) -> int:
    """The lines a row takes."""
    most = max((text.count("\n") + 1 for text in row.cells), default=1)
    return max(len(row.label), most if figures_first else len(row.label) + most - 1)


def _plain(text: str) -> str:
    return text.replace("^", "").replace("\n", " ")
