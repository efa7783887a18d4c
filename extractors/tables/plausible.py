"""Tells tables from lists, charts, contents pages and text that happens to stand in line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.words import Words
from extractors.tables.celltext import cell_text
from extractors.tables.contents import is_abbreviations, is_contents
from extractors.tables.grid import Grid, GridCell
from extractors.tables.phrases import TELEPHONE, is_number
from extractors.tables.prose import BULLET
from extractors.tables.signs import Signs

LEADING_NUMBER = re.compile(r"^-?[\d,]*\.?\d+(?=%|\s|$)")
LEAST_MARKS = 4
"""Marks of an axis."""

PAGES = re.compile(r"^\d{1,3}(?:, \d{1,3})*,?$")
"""Numbers of pages of an entry of an index."""

TICKS = 0.2
"""Share of texts with a box to tick from which they are a form."""

BOXES = "☐□▢❏❐❑❒⬜◻◽"

_MONTH = (
    r"(?:jan(?:uary|v|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|a[pv]r(?:il)?|ma[iy]|june?|juin|july?"
    r"|juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[eé]c(?:ember|embre)?)\.?"
)
DATE = re.compile(
    rf"^(?:{_MONTH} (?:\d{{1,2}}, )?\d{{4}}|{_MONTH} \d{{1,2}}|\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?"
    r"|\d{1,2}/\d{1,2}/\d{2,4})$",
    re.IGNORECASE,
)
TIME = re.compile(r"^\d{1,2}(?::\d\d| ?h ?\d{0,2})?(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
"""A day, a month of a year and a time of the day: data as figures are, never running text."""

LEADER_TAIL = " .…·_"

DATED = 0.6
"""Share of the rows."""

LONG_CELL = 9
"""Words from which a cell is running text."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a grid looks like; shares are 0 to 1.

    ``fill``: filled places of rows with more than one cell; ``figures``: figures, dates and times among the
    filled cells right of the first column; ``prose``: cells that are running text; ``bullets``: first cells
    that only count or point; ``pairs``: rows with at least two cells.
    """

    rows: int
    cols: int
    fill: float
    figures: float
    prose: float
    bullets: float
    pairs: int
    varied: bool
    """Several columns, of texts of different lengths: more than names set in columns."""
    axes: bool
    """All figures go up or down by one step: the marks on the axes of a chart."""
    titled: bool
    """The first row is bold and hardly another one is."""
    contents: bool
    """Labels with leader dots, or in a long list, before numbers that only grow: a table of contents."""
    abbreviations: bool
    """Short forms and what they stand for, without a title over them."""
    form: bool
    """Boxes to tick."""
    dated: bool
    """The rows begin with dates: what happened then may be told in prose."""


def looks(grid: Grid, words: Words) -> Looks:
    """The looks of a grid."""
    texts = [(cell, cell_text(words, cell.words)) for cell in grid.cells if len(cell.words)]
    by_row: dict[int, list[tuple[GridCell, str]]] = {}
    for cell, text in texts:
        by_row.setdefault(cell.row, []).append((cell, text))
    several = [row for row in by_row.values() if len(row) > 1]
    data = [text for cell, text in texts if cell.col > 0]
    firsts = [row[0][1] for row in several if row[0][0].col == 0]
    return Looks(
        rows=grid.rows,
        cols=grid.cols,
        fill=_share(sum(cell.colspan for row in several for cell, _ in row), len(several) * grid.cols),
        figures=_share(sum(map(_is_datum, data)), len(data)),
        prose=_prose(texts, several),
        bullets=_share(sum(1 for text in firsts if BULLET.match(text)), len(firsts)),
        pairs=len(several),
        varied=_is_varied(several, grid.cols),
        axes=_is_axes(texts),
        titled=_is_titled(several, words),
        contents=is_contents(texts, several, grid.cols),
        abbreviations=is_abbreviations(several, grid.cols),
        dated=sum(1 for text in firsts if DATE.match(text)) > DATED * len(firsts),
        form=sum(1 for _, text in texts if text[0] in BOXES) > TICKS * len(texts),
    )


def _is_datum(text: str) -> bool:
    return is_number(text) or bool(TELEPHONE.match(text) or DATE.match(text) or TIME.match(text))


def _prose(texts: list[tuple[GridCell, str]], rows: list[list[tuple[GridCell, str]]]) -> float:
    """Share of the cells that are running text.

    Leader dots with spaces between them are no words, unless they lead to what may be pages: an index.
    """
    pages = _share(sum(1 for row in rows if PAGES.match(row[-1][1])), len(rows))
    tail = LEADER_TAIL if pages < 0.5 else ""
    return _share(sum(1 for _, text in texts if text.rstrip(tail).count(" ") >= LONG_CELL), len(texts))


def _is_varied(rows: list[list[tuple[GridCell, str]]], cols: int) -> bool:
    lengths: dict[int, list[int]] = {}
    for row in rows:
        for cell, text in row:
            lengths.setdefault(cell.col, []).append(len(text))
    means = [sum(values) / len(values) for values in lengths.values() if len(values) >= 0.5 * len(rows)]
    return cols > 2 and len(rows) > 4 and len(means) > 2 and max(means) >= 1.8 * min(means)


def _is_axes(texts: list[tuple[GridCell, str]]) -> bool:
    columns: dict[int, list[float]] = {}
    for cell, text in texts:
        match = LEADING_NUMBER.match(text)
        if match:
            columns.setdefault(cell.col, []).append(float(match.group().replace(",", "")))
    long = [values for values in columns.values() if len(values) >= LEAST_MARKS]
    if _is_scale(texts):
        return True
    return len(long) > 0 and all(map(_is_even, long)) and sum(map(len, long)) > 0.5 * len(texts)


def _is_scale(texts: list[tuple[GridCell, str]]) -> bool:
    """Whether the last row is nothing but marks of an axis from the first column on."""
    last = max(cell.row for cell, _ in texts)
    marks = " ".join(text for cell, text in texts if cell.row == last).split(" ")
    values = [float(mark.replace(",", "")) for mark in marks if re.fullmatch(LEADING_NUMBER, mark)]
    return len(values) == len(marks) >= LEAST_MARKS and _is_even(values) and abs(values[1] - values[0]) != 1


def _is_even(values: list[float]) -> bool:
    """Whether numbers go on by one step, not zero."""
    steps = [b - a for a, b in pairwise(values)]
    return steps[0] != 0 and all(abs(step - steps[0]) < 0.01 * abs(steps[0]) for step in steps)


def _is_titled(rows: list[list[tuple[GridCell, str]]], words: Words) -> bool:
    bold = [all(bool(words.bold[cell.words].all()) for cell, _ in row) for row in rows]
    return len(bold) > 2 and bold[0] and sum(bold[1:]) <= 0.2 * len(bold)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


CLOSED = 3
"""Rules above and below the titles and below the last row: they close a table of two columns too."""


def aligned_confidence(look: Looks, signs: Signs) -> float:
    """How sure it is that text in line is a table, 0 to 1."""
    bars = signs.rules
    if (
        look.contents
        or (look.abbreviations and bars == 0)
        or look.axes
        or look.form
        or look.pairs < (2 if bars > 1 else 3)
        or (look.bullets > 0.6 and look.cols == 2)
    ):
        return 0.0
    score = 0.25 + 0.35 * look.figures + 0.12 * min(look.pairs, 6) / 6 + 0.12 * min(look.cols - 2, 3) / 3
    score += 0.2 * min(bars, 3) / 3 + 0.1 * (bars > 5) + 0.15 * look.titled + 0.12 * look.varied
    score += 0.1 * (look.titled and bars > 0) + 0.12 * signs.named + 0.08 * signs.headed + 0.15 * look.dated
    score -= 0.5 * look.prose * (not look.dated) + 0.8 * max(0.0, 0.55 - look.fill) + 0.3 * look.bullets
    if look.cols == 2 and bars < CLOSED:
        score -= 0.1
    return max(0.0, min(1.0, score))


FORM_ROWS = 5
"""Rows from which borders that agree in no half of them tell a form."""

CURVES = 8
"""Curves and slanted lines from which a lattice with little text is a chart."""

STREWN, STREWN_MOST = 0.2, 60
"""Share of cells with text that may touch another one in a diagram of boxes, and the most boxes of one."""

EMPTY = 0.2
"""Share of filled cells below which a lattice is a chart, a plan or a blank form."""


def ruled_confidence(grid: Grid, shapes: int) -> float:
    """How sure it is that a lattice is a table, 0 to 1; ``shapes`` counts curves and slanted lines in it."""
    filled = [cell for cell in grid.cells if len(cell.words)]
    share = _share(len(filled), len(grid.cells))
    if grid.rows < 2 or grid.cols < 2 or len(filled) < 4 or share < EMPTY:
        return 0.0
    if is_blank_form(grid) or _is_strewn(filled):
        return 0.0
    rows = {cell.row for cell in filled}
    if (share < 0.5 and shapes > CURVES) or len({(cell.col) for cell in filled}) < 2 or len(rows) < 2:
        return 0.0
    return min(1.0, 0.6 + 0.5 * share - 0.02 * min(shapes, 10))


def _is_strewn(filled: list[GridCell]) -> bool:
    """Whether hardly a cell with text touches another one: the boxes of a diagram, with lines between."""
    touching = sum(1 for cell in filled if any(_touch(cell, other) for other in filled if other is not cell))
    return len(filled) <= STREWN_MOST and touching <= STREWN * len(filled)


def _touch(cell: GridCell, other: GridCell) -> bool:
    """Whether two cells share a border."""
    rows = min(cell.row + cell.rowspan, other.row + other.rowspan) - max(cell.row, other.row)
    cols = min(cell.col + cell.colspan, other.col + other.colspan) - max(cell.col, other.col)
    return (rows > 0 and cols == 0) or (cols > 0 and rows == 0)


def is_blank_form(grid: Grid) -> bool:
    """Whether no upright border runs through half of the rows: boxes to fill in, each row cut in its way."""
    through = [grid.rows] * grid.cols
    for cell in grid.cells:
        for border in range(cell.col + 1, cell.col + cell.colspan):
            through[border] -= cell.rowspan
    return grid.rows >= FORM_ROWS and max(through[1:], default=grid.rows) < 0.5 * grid.rows
