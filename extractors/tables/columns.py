"""Columns of unruled text: the gutters that hardly any line crosses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractors.tables.phrases import Phrase, TextLine, is_label

CROSSED = 0.1
"""Share of the lines that may cross a gutter (long labels, inner titles)."""

NARROWEST = 0.22
"""Ems. The narrowest gutter, for which many lines must speak."""


LETTERED = re.compile(r"^\([A-Za-z]\)$")
LETTERS = frozenset(map(ord, "aAbB"))
"""What letters that name the columns begin with, in brackets; the labels may have none."""


@dataclass(frozen=True, slots=True)
class Column:
    """The extent of the text of a column, in points."""

    x0: float
    x1: float

    @property
    def centre(self) -> float:
        """Middle of the extent."""
        return (self.x0 + self.x1) / 2


def columns_of(lines: list[TextLine], walls: list[float]) -> list[Column]:
    """The columns of the lines of a table body; ``walls`` are x of drawn rules that part columns anyway."""
    rows = telling_lines(lines)
    if not rows:
        return []
    size = float(np.median([line.size for line in rows]))
    edges, cover = _coverage(rows)
    allowed = max(int(CROSSED * len(rows)), len(rows) > 5)
    several = [line for line in lines if len(line.phrases) > 1]
    gutters = [
        gutter
        for stretch in _low_stretches(edges, cover, allowed)
        for gutter in _around_sparse(stretch, rows, several)
        if _is_gutter(gutter, several, size)
    ]
    borders = sorted([(low + high) / 2 for low, high in gutters] + _extra_walls(walls, gutters, edges))
    return _paired(_between(borders, rows), rows, several)


def _paired(columns: list[Column], rows: list[TextLine], several: list[TextLine]) -> list[Column]:
    """The columns, with those made one that never have text in one line.

    A label in the middle of a wide column does not reach the figures at its right end, nor a total set to
    the right the labels set to the left.
    """
    result: list[Column] = columns[:1]
    for column in columns[1:]:
        figures_apart = len(result) > 1 and _are_one(result[-1], column, rows)
        if figures_apart or _are_labels(result[-1], column, rows, several):
            result[-1] = Column(result[-1].x0, column.x1)
        else:
            result.append(column)
    return result


def _are_one(left: Column, right: Column, rows: list[TextLine]) -> bool:
    """Whether one column has only figures and the other only labels, in no line both."""
    inside = _turns(left, right, rows)
    if inside is None:
        return False
    kinds = [{phrase.number for pair in inside for phrase in pair[side]} for side in (0, 1)]
    return kinds in ([{True}, {False}], [{False}, {True}])


def _are_labels(left: Column, right: Column, rows: list[TextLine], several: list[TextLine]) -> bool:
    """Whether two columns of words take turns from line to line, under one label at most."""
    inside = _turns(left, right, rows)
    if inside is None:
        return False
    words = all(not phrase.number for pair in inside for side in pair for phrase in side)
    turns = sum(bool(a) != bool(b) for a, b in inside)
    if not words or turns < 0.9 * len(rows) or turns < 4:
        return False
    return not any(_in(left, line) and _in(right, line) for line in several)


def _turns(
    left: Column, right: Column, rows: list[TextLine]
) -> list[tuple[list[Phrase], list[Phrase]]] | None:
    """The phrases of each line in two columns, or None where a line has text in both."""
    inside = []
    for line in rows:
        pair = (_in(left, line), _in(right, line))
        if pair[0] and pair[1]:
            return None
        inside.append(pair)
    return inside


def _in(column: Column, line: TextLine) -> list[Phrase]:
    low, high = 2 * column.x0, 2 * column.x1
    return [phrase for phrase in line.phrases if low <= phrase.x0 + phrase.x1 <= high]


def telling_lines(lines: list[TextLine]) -> list[TextLine]:
    """The lines that tell of columns: with at least half as many phrases as the fuller lines have.

    Where figures stand in enough lines, only these: labels of a header are wider than their columns.
    """
    several = [line for line in lines if len(line.phrases) > 1]
    data = [line for line in several if _tells_figures(line)]
    if len(data) >= max(3, 0.3 * len(several)):
        several = data
    if not several:
        return []
    full = sorted(len(line.phrases) for line in several)[(3 * (len(several) - 1)) // 4]
    return [line for line in several if len(line.phrases) >= max(2, 0.5 * full)]


def _tells_figures(line: TextLine) -> bool:
    """Whether half of the texts behind the first are figures, and not all years or numbers of columns."""
    after = line.phrases[1:]
    if counts_columns(line.phrases) or counts_columns(after) or all(is_label(p.text) for p in after):
        return False
    return 2 * sum(phrase.number for phrase in after) >= len(after)


def counts_columns(phrases: list[Phrase]) -> bool:
    """Whether the phrases count the columns: (1), (2), (3) or (a), (b), (c)."""
    numbers = [phrase.text.strip("()") for phrase in phrases]
    if len(numbers) < 3:
        return False
    if all(LETTERED.match(phrase.text) for phrase in phrases):
        places = [ord(letter) for letter in numbers]
        return places[0] in LETTERS and places == list(range(places[0], places[0] + len(places)))
    if not all(number.isdigit() for number in numbers):
        return False
    first = int(numbers[0])
    return first <= 2 and [int(number) for number in numbers] == list(range(first, first + len(numbers)))


def _coverage(lines: list[TextLine]) -> tuple[list[float], list[int]]:
    """Ends of phrases in order, and how many phrases cover the stretch after each."""
    events = sorted(
        event for line in lines for phrase in line.phrases for event in ((phrase.x0, 1), (phrase.x1, -1))
    )
    cover, edges, depth = [], [], 0
    for x, step in events:
        depth += step
        edges.append(x)
        cover.append(depth)
    return edges, cover


Stretch = tuple[float, float]
"""From x to x."""


def _low_stretches(edges: list[float], cover: list[int], allowed: int) -> list[Stretch]:
    """The stretches covered by at most ``allowed`` phrases, from the first end of a phrase to the last."""
    found: list[Stretch] = []
    start: float | None = None
    for x, depth in zip(edges, cover, strict=True):
        if depth <= allowed and start is None:
            start = x
        elif depth > allowed and start is not None:
            found.append((start, x))
            start = None
    if start is not None:
        found.append((start, edges[-1]))
    return found


def _around_sparse(stretch: Stretch, rows: list[TextLine], several: list[TextLine]) -> list[Stretch]:
    """The stretch, or its parts beside the few phrases that stand in it and make a sparse column.

    One phrase makes a column where a label of another line stands over it.
    """
    low, high = stretch
    inner = [p for line in rows for p in line.phrases if low - 0.5 <= p.x0 and p.x1 <= high + 0.5]
    if not inner:
        return [stretch]
    x0, x1 = min(p.x0 for p in inner), max(p.x1 for p in inner)
    over = [
        p for line in several for p in line.phrases if p.x0 < x1 and p.x1 > x0 and low <= p.centre <= high
    ]
    if len(over) < 2:
        return [stretch]
    return [(low, x0), (x1, high)]


def _is_gutter(gutter: Stretch, several: list[TextLine], size: float) -> bool:
    """Whether a stretch is wide enough for the number of lines with text on both sides of it alone."""
    low, high = gutter
    both = sum(1 for line in several if line.x0 < low + 1 and line.x1 > high - 1 and _is_free(gutter, line))
    width = (high - low) / size
    return both >= 2 and width >= (NARROWEST if both >= 5 else 0.5)


def _is_free(gutter: Stretch, line: TextLine) -> bool:
    middle = (gutter[0] + gutter[1]) / 2
    return not any(phrase.x0 < middle < phrase.x1 for phrase in line.phrases)


def _extra_walls(walls: list[float], gutters: list[tuple[float, float]], edges: list[float]) -> list[float]:
    return [
        x
        for x in walls
        if edges[0] < x < edges[-1] and not any(low - 2 <= x <= high + 2 for low, high in gutters)
    ]


def _between(borders: list[float], rows: list[TextLine]) -> list[Column]:
    """The extents of the text between the borders; phrases that cross a border count for no column."""
    sides = [-np.inf, *borders, np.inf]
    columns = []
    for low, high in pairwise(sides):
        held = [p for line in rows for p in line.phrases if p.x0 > low - 1 and p.x1 < high + 1]
        if held:
            columns.append(Column(min(p.x0 for p in held), max(p.x1 for p in held)))
    return columns


def covered(phrase: Phrase, columns: list[Column]) -> tuple[int, int]:
    """First and last column that a phrase lies over; the nearest one where it lies in a gutter.

    A phrase must enter a column by a fifth of it (or of itself) to count as lying over it.
    """
    x0, x1, most = phrase.x0, phrase.x1, 0.8 * phrase.size
    first, last = -1, -1
    for index, column in enumerate(columns):
        if column.x1 <= x0:
            continue
        if column.x0 >= x1:
            break
        common = min(x1, column.x1) - max(x0, column.x0)
        if common > most or common > 0.2 * min(column.x1 - column.x0, x1 - x0):
            first, last = (index if first < 0 else first), index
    if first >= 0:
        return first, last
    nearest = min(range(len(columns)), key=lambda i: _distance(phrase, columns[i]))
    return nearest, nearest


def _distance(phrase: Phrase, column: Column) -> float:
    return max(column.x0 - phrase.x1, phrase.x0 - column.x1, 0.0) + 0.01 * abs(phrase.centre - column.centre)


def in_body(phrase: Phrase, columns: list[Column]) -> tuple[int, int]:
    """The columns of a phrase in a table body.

    A label may run on over empty cells to its right and a figure may be wider than its column; both belong
    to one column. Only text that begins right of the labels can stand over several columns.
    """
    first, last = covered(phrase, columns)
    if first == last:
        return first, last
    if phrase.number:
        best = max(
            range(first, last + 1),
            key=lambda i: min(phrase.x1, columns[i].x1) - max(phrase.x0, columns[i].x0),
        )
        return best, best
    return (first, last) if phrase.x0 > columns[0].x1 else (0, 0)
