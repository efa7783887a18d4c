"""Tables without a full set of rules, read from the alignment of their text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from core.model.evidence import Box
from extractors.pdf.runs import Indexes
from extractors.pdf.words import Words
from extractors.tables.bars import Bar, courses_of
from extractors.tables.body import Row, figure_columns, heading, rows_of
from extractors.tables.columns import Column, columns_of, counts_columns, covered
from extractors.tables.grid import Grid, GridCell, union
from extractors.tables.header import Label, labels_of
from extractors.tables.phrases import Phrase, TextLine, is_label, split_at, word_space


def unruled_grid(lines: list[TextLine], bars: list[Bar], words: Words, walls: list[float]) -> Grid | None:
    """The table of some lines of text, or None where they make none."""
    columns = columns_of(lines, walls)
    if len(columns) < 2:
        return None
    extents, space = [(column.x0, column.x1) for column in columns], word_space(lines, words)
    figures = figure_columns(lines, columns)
    parted = [split_at(line, extents, space, words) for line in lines]
    whole = [
        line if _is_heading(line, columns, figures) else part
        for line, part in zip(lines, parted, strict=True)
    ]
    start = body_start(whole, columns, bars)
    labels, header_rows = labels_of(parted[:start], columns, bars)
    rows = rows_of(whole[start:], columns, bars)
    cells = [label_cell(label, words) for label in labels]
    for index, row in enumerate(rows):
        cells += _row_cells(row, header_rows + index, words)
    cells = with_blanks(cells, header_rows + len(rows), len(columns))
    filled = [cell.box for cell in cells if len(cell.words)]
    return Grid(cells, union(filled), "aligned", 1.0)


def _is_heading(line: TextLine, columns: list[Column], figures: frozenset[int]) -> bool:
    return len(line.phrases) == 1 and heading(line.phrases[0], columns, figures) is not None


def body_start(lines: list[TextLine], columns: list[Column], bars: list[Bar]) -> int:
    """The index of the first line below the header."""
    figures = next((i for i, line in enumerate(lines) if _has_figures(line, columns)), None)
    start = _ruled_start(lines, columns, bars, figures)
    if start is not None:
        start = _below_units(lines, columns, start, figures)
    elif figures is not None:
        start = _above_group_titles(lines, columns, figures)
    if start is None or start > LONGEST_HEAD:
        return 1 if len(lines) > 2 else 0
    return start


def _below_units(lines: list[TextLine], columns: list[Column], start: int, figures: int | None) -> int:
    """Lines between the header rule and the figures that name units over the columns belong to the header."""
    while figures is not None and start < figures and _names_units(lines[start], columns):
        start += 1
    return start


def _names_units(line: TextLine, columns: list[Column]) -> bool:
    return len(line.phrases) > 1 and covered(line.phrases[0], columns)[0] > 0


def _above_group_titles(lines: list[TextLine], columns: list[Column], start: int) -> int:
    """Lines right above the figures that hold one text are titles of rows, not of columns.

    The text stands at the left, or below the titles of columns in the middle of all figures.
    """
    while start > 0 and len(lines[start - 1].phrases) == 1:
        line = lines[start - 1]
        below_titles = start > 1 and len(lines[start - 2].phrases) > 2
        heads = below_titles and _is_heading(line, columns, figure_columns(lines, columns))
        if not _at_left(line, lines) and not heads:
            break
        start -= 1
    return start


def _at_left(line: TextLine, lines: list[TextLine]) -> bool:
    left = min(other.x0 for other in lines)
    return line.x0 < left + 3 * line.size


LONGEST_HEAD = 12
"""Lines. Figures further down begin no body: the table is one of words."""


UNIT_WORD = re.compile(r"[A-Za-z]{4}")
"""95 percent, 5 years: without a label at the left the begin of a title rather than a figure."""


def _has_figures(line: TextLine, columns: list[Column]) -> bool:
    """Whether half of the cells right of the stub are figures: no years, units or numbers of columns."""
    data = [phrase for phrase in line.phrases if covered(phrase, columns)[0] > 0]
    if counts_columns(data):
        return False
    figures = [phrase for phrase in data if phrase.number and not is_label(phrase.text)]
    if len(data) == len(line.phrases):
        figures = [phrase for phrase in figures if not UNIT_WORD.search(phrase.text)]
    return len(figures) >= max(1, 0.5 * len(data))


def _ruled_start(
    lines: list[TextLine], columns: list[Column], bars: list[Bar], figures: int | None
) -> int | None:
    """The line below the header rule: the lowest rule of the whole width above the first figures.

    In a table without figures it is the highest one with lines above it.
    """
    width = columns[-1].x1 - columns[0].x0
    wide = [c for c in courses_of(bars) if c.x1 - c.x0 >= 0.85 * width and c.length >= 0.5 * width]
    above = [sum(1 for line in lines if line.base - 0.3 * line.size < course.y) for course in wide]
    starts = [count for count in above if 0 < count < len(lines) and (figures is None or count <= figures)]
    if figures is None:
        return min(starts, default=None)
    start: int | None = None
    for count in starts:
        # A title of rows may stand between the header rule and the first rule below it.
        if start is None or any(len(line.phrases) > 1 for line in lines[start:count]):
            start = count
    return start


def label_cell(label: Label, words: Words) -> GridCell:
    """The cell of a header label."""
    return _cell(
        label.phrases,
        (label.row, label.last_row, label.first_col, label.last_col),
        words,
    )


def _row_cells(row: Row, index: int, words: Words) -> list[GridCell]:
    """The cells of a row; phrases that share a column are one cell."""
    groups: list[tuple[list[Phrase], int, int]] = []
    for phrase, first, last in sorted(row.placed, key=lambda item: item[1]):
        if groups and first <= groups[-1][2]:
            groups[-1] = ([*groups[-1][0], phrase], groups[-1][1], max(last, groups[-1][2]))
        else:
            groups.append(([phrase], first, last))
    return [_cell(phrases, (index, index, first, last), words) for phrases, first, last in groups]


def _cell(phrases: Iterable[Phrase], place: tuple[int, int, int, int], words: Words) -> GridCell:
    members: Indexes = np.array([i for phrase in phrases for i in phrase.words], dtype=np.intp)
    row, last_row, col, last_col = place
    boxes: list[Box] = [(x0, top, x1, bottom) for x0, top, x1, bottom in words.boxes[members].tolist()]
    return GridCell(row, col, last_row - row + 1, last_col - col + 1, union(boxes), members)


def with_blanks(cells: list[GridCell], rows: int, cols: int) -> list[GridCell]:
    """The cells in reading order, with an empty cell at each place that none covers."""
    taken = np.zeros((rows, cols), dtype=bool)
    for cell in cells:
        taken[cell.row : cell.row + cell.rowspan, cell.col : cell.col + cell.colspan] = True
    tops, bottoms = _extents(cells, rows, axis=1)
    lefts, rights = _extents(cells, cols, axis=0)
    none = np.zeros(0, dtype=np.intp)
    blanks = [
        GridCell(int(r), int(c), 1, 1, (lefts[c], tops[r], rights[c], bottoms[r]), none)
        for r, c in np.argwhere(~taken)
    ]
    return sorted(cells + blanks, key=lambda cell: (cell.row, cell.col))


def _extents(cells: list[GridCell], count: int, axis: int) -> tuple[list[float], list[float]]:
    """Low and high sides of each row (axis 1) or column (axis 0), from the cells that span one of them."""
    low, high = [float("inf")] * count, [float("-inf")] * count
    for cell in cells:
        index, span = (cell.row, cell.rowspan) if axis else (cell.col, cell.colspan)
        if span == 1:
            low[index] = min(low[index], cell.box[axis])
            high[index] = max(high[index], cell.box[axis + 2])
    known = [i for i in range(count) if low[i] <= high[i]]
    for i in range(count):
        if low[i] > high[i]:
            nearest = min(known, key=lambda k: abs(k - i), default=None)
            low[i], high[i] = (low[nearest], high[nearest]) if nearest is not None else (0.0, 0.0)
    return low, high
