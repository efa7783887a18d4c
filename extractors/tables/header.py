"""Headers of unruled tables: lines of one label joined, titles over several columns spanned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.tables.columns import Column, covered
from extractors.tables.phrases import Phrase, TextLine
from extractors.tables.rules import Rules

CENTRED = 0.9
"""Ems by which a title may miss the middle of the columns it stands over."""

OFF = 0.18
"""The same as a share of the width of the columns."""

LEADING = 1.8
"""Line distance in ems up to which two lines of a header are one label."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A level rule: y, and from x0 to x1, in points."""

    y: float
    x0: float
    x1: float


def bars_of(rules: Rules) -> list[Bar]:
    """Level rules one by one."""
    return [Bar(*sides) for sides in zip(rules.at.tolist(), rules.start.tolist(), rules.end.tolist(), strict=True)]


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
        extents = _extents(line, lines[index + 1 :], columns, bars)
        for phrase, (first, last) in zip(line.phrases, extents, strict=True):
            fresh = Label([phrase], first, last, index, index)
            upper = next((label for label in reversed(labels) if _goes_on(label, fresh, lines, bars)), None)
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
    if label.last_line == fresh.first_line:
        return True
    upper, lower = lines[label.last_line], lines[fresh.first_line]
    apart = lower.base - upper.base > LEADING * max(upper.size, lower.size)
    middle = fresh.phrases[0].centre
    ruled = any(
        upper.base < bar.y < lower.base - 0.4 * lower.size and bar.x0 < middle < bar.x1 for bar in bars
    )
    return not apart and not ruled


def _extents(
    line: TextLine, below: list[TextLine], columns: list[Column], bars: list[Bar]
) -> list[tuple[int, int]]:
    """The columns that each phrase of a header line stands over."""
    extents = [covered(phrase, columns) for phrase in line.phrases]
    under = [_under_bar(phrase, line, columns, bars) for phrase in line.phrases]
    if any(span is not None for span in under):
        return [span or extent for span, extent in zip(under, extents, strict=True)]
    if not below:
        return extents
    return (
        _over_repeats(line.phrases, extents, below, columns)
        or _tiled(line.phrases, extents, columns, below[0])
        or extents
    )


def _over_repeats(
    phrases: list[Phrase], extents: list[tuple[int, int]], below: list[TextLine], columns: list[Column]
) -> list[tuple[int, int]] | None:
    """Groups of columns whose labels repeat (number, percent, number, percent), one a title."""
    titles = [extent for extent in extents if extent[1] > 0]
    stubs = len(extents) - len(titles)
    leaves: dict[int, str] = {}
    for lower in below:
        for phrase in lower.phrases:
            first, last = covered(phrase, columns)
            if first == last:
                leaves[first] = f"{leaves.get(first, '')} {phrase.text}"
    for start in range(1, len(columns) - 1):
        period, rest = divmod(len(columns) - start, max(1, len(titles)))
        if rest or period < 2 or len(titles) < 2:
            continue
        groups = [(start + k * period, start + (k + 1) * period - 1) for k in range(len(titles))]
        labels = [tuple(leaves.get(col, "") for col in range(a, b + 1)) for a, b in groups]
        inside = all(a <= extent[0] and extent[1] <= b for extent, (a, b) in zip(titles, groups, strict=True))
        if inside and len(set(labels)) == 1 and all(labels[0]) and len(set(labels[0])) > 1:
            return extents[:stubs] + groups
    return None


def _under_bar(
    phrase: Phrase, line: TextLine, columns: list[Column], bars: list[Bar]
) -> tuple[int, int] | None:
    """The columns over which the rule right below a phrase runs, if it is no rule of the whole table."""
    whole = columns[-1].x1 - columns[0].x0
    for bar in bars:
        near = line.base - 0.1 * line.size < bar.y < line.base + 1.1 * line.size
        if near and bar.x0 - 2 < phrase.centre < bar.x1 + 2 and bar.x1 - bar.x0 < 0.93 * whole:
            over = [
                i
                for i, c in enumerate(columns)
                if min(c.x1, bar.x1) - max(c.x0, bar.x0) > 0.4 * (c.x1 - c.x0)
            ]
            if over:
                return over[0], over[-1]
    return None


def _tiled(
    phrases: list[Phrase], extents: list[tuple[int, int]], columns: list[Column], below: TextLine
) -> list[tuple[int, int]] | None:
    """Groups of the columns right of the stub, one a phrase, each phrase in the middle of its group.

    A title in line with a text right below it is taken for the first line of one label: a group of odd size
    has a column in its middle, but its title has a rule under it as a rule.
    """
    titles = [phrase for phrase, extent in zip(phrases, extents, strict=True) if extent[1] > 0]
    stubs = len(phrases) - len(titles)
    if not titles or len(titles) >= len(columns) - 1 or stubs > 1:
        return None
    groups = _best_tiling(tuple((p.centre, p.size) for p in titles), tuple((c.x0, c.x1) for c in columns[1:]))
    if groups is None:
        return None
    spans = [(first + 1, last + 1) for first, last in groups]
    wide = [title for title, span in zip(titles, spans, strict=True) if span[1] > span[0]]
    if any(_is_stacked(title, below) for title in wide):
        return None
    return extents[:stubs] + spans


def _is_stacked(title: Phrase, below: TextLine) -> bool:
    """Whether a text of the line below has the middle or both an end of a title in line."""
    return any(
        abs(phrase.centre - title.centre) <= 0.35 * title.size
        or min(abs(phrase.x0 - title.x0), abs(phrase.x1 - title.x1)) <= 0.1 * title.size
        for phrase in below.phrases
    )


@lru_cache(maxsize=256)
def _best_tiling(
    titles: tuple[tuple[float, float], ...], columns: tuple[tuple[float, float], ...]
) -> list[tuple[int, int]] | None:
    """Consecutive groups of all columns with the least worst distance of a title from its middle."""
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for centre, size in titles:
        step: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (worst, groups) in best.items():
            for end in range(start, len(columns)):
                miss = abs((columns[start][0] + columns[end][1]) / 2 - centre) / size
                allowed = max(CENTRED, OFF * (columns[end][1] - columns[start][0]) / size)
                total = max(worst, miss)
                if miss <= allowed and (end + 1 not in step or total < step[end + 1][0]):
                    step[end + 1] = (total, [*groups, (start, end)])
        best = step
    found = best.get(len(columns))
    return found[1] if found else None


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
