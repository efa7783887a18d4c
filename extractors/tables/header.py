"""Headers of unruled tables: lines of one label joined, titles over several columns spanned."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.bars import Bar
from extractors.tables.columns import Column, counts_columns
from extractors.tables.phrases import Phrase, TextLine
from extractors.tables.spanning import Setting, extents_of

LEADING = 1.8
"""Line distance in ems up to which two lines of a header are one label."""


@dataclass(slots=True)
class Label:
    """A header cell: its phrases, the columns it stands over and the first and last line of its text."""

    phrases: list[Phrase]
    first_col: int
    last_col: int
    first_line: int
    last_line: int
    row: int = 0
    last_row: int = 0

    def over(self, other: Label) -> bool:
        """Whether this label stands above another one and shares a column with it."""
        return self.last_line < other.first_line and self.shares(other)

    def shares(self, other: Label) -> bool:
        """Whether two labels share a column."""
        return self.first_col <= other.last_col and other.first_col <= self.last_col


def labels_of(lines: list[TextLine], columns: list[Column], bars: list[Bar]) -> tuple[list[Label], int]:
    """The header cells of the lines, with rows from 0, and the number of header rows."""
    labels: list[Label] = []
    for index, line in enumerate(lines):
        counted = counts_columns(line.phrases) or counts_columns(line.phrases[1:])
        setting = Setting(line, lines[:index], lines[index + 1 :], columns, bars)
        for phrase, (first, last) in zip(line.phrases, extents_of(setting), strict=True):
            fresh = Label([phrase], first, last, index, index)
            joins = [] if counted else [label for label in labels if _goes_on(label, fresh, lines, bars)]
            upper = joins[-1] if joins else None
            if upper is None:
                titles = [label for label in labels if _ends(label, fresh, line, columns)]
                upper = next((label for label in titles if _close(label, fresh, lines, bars)), None)
            if upper is None:
                labels.append(fresh)
            else:
                upper.phrases.append(phrase)
                upper.last_line = index
    return labels, _set_rows(labels)


def _goes_on(label: Label, fresh: Label, lines: list[TextLine], bars: list[Bar]) -> bool:
    """Whether a text over the same columns is the next line of a label."""
    if (label.first_col, label.last_col) != (fresh.first_col, fresh.last_col):
        return False
    return label.last_line == fresh.first_line or _close(label, fresh, lines, bars)


def _ends(label: Label, fresh: Label, line: TextLine, columns: list[Column]) -> bool:
    """Whether a text in the middle under a title over several columns is its second line.

    It stands over none of the columns as their own labels do, and alone under the title.
    """
    upper, lower = label.phrases[-1], fresh.phrases[0]
    inside = label.first_col <= fresh.first_col and fresh.last_col <= label.last_col
    middle = abs(upper.centre - lower.centre) <= 0.35 * lower.size
    own = abs(columns[fresh.first_col].centre - lower.centre) <= lower.size
    left, right = columns[label.first_col].x0, columns[label.last_col].x1
    alone = sum(1 for phrase in line.phrases if left < phrase.centre < right) == 1
    return label.first_col < label.last_col and inside and middle and not own and alone


def _close(label: Label, fresh: Label, lines: list[TextLine], bars: list[Bar]) -> bool:
    """Whether a text stands a line below a label, with no rule between them."""
    upper, lower = lines[label.last_line], lines[fresh.first_line]
    apart = lower.base - upper.base > LEADING * max(upper.size, lower.size)
    middle = fresh.phrases[0].centre
    ruled = any(
        upper.base < bar.y < lower.base - 0.4 * lower.size and bar.x0 < middle < bar.x1 for bar in bars
    )
    return not apart and not ruled


def _set_rows(labels: list[Label]) -> int:
    """Set the rows of the labels: a title stands above its parts; a tall label spans the rows beside it."""
    depth = {id(label): 0 for label in labels}
    for label in sorted(labels, key=lambda item: item.first_line):
        above = [depth[id(other)] for other in labels if other.over(label)]
        depth[id(label)] = 1 + max(above, default=-1)
    rows = 1 + max(depth.values(), default=-1)
    leaves = [label for label in labels if not any(label.over(other) for other in labels)]
    for label in labels:
        label.row = label.last_row = depth[id(label)]
    reach = _row_lines(labels, rows, leaves)
    for label in leaves:
        if label.row < rows - 1:
            beside = [r for r in range(label.row, rows) if _meets(label, reach[r])]
            label.row, label.last_row = (min(beside), max(beside)) if beside else (rows - 1, rows - 1)
    return rows


def _row_lines(labels: list[Label], rows: int, leaves: list[Label]) -> list[tuple[int, int]]:
    """First and last line of each header row, told by the labels that are sure to be in that row only."""
    reach = []
    for row in range(rows):
        sure = [label for label in labels if label.row == row and (row == rows - 1 or label not in leaves)]
        reach.append((min(x.first_line for x in sure), max(x.last_line for x in sure)) if sure else (-1, -1))
    return reach


def _meets(label: Label, lines: tuple[int, int]) -> bool:
    return label.first_line <= lines[1] and lines[0] <= label.last_line
