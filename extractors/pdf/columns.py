"""Reading order of pages of two columns.

A gutter is a place in the middle of the page that many lines in a row leave free. The lines between two that
cross it are read down the left column, then down the right one; tables, whose rows are short on both sides,
are left as they are, row by row.
"""

from __future__ import annotations

import numpy as np

from core.model.evidence import Box
from core.model.page import Line, Word

LEAST_ROWS = 6
"""A stretch of fewer lines says nothing about columns."""

LEAST_GUTTER = 9.0
"""Points: narrower is the space between two words of justified text."""

BOTH_SIDES = 0.4
"""Share of the lines of a stretch that must have words on each side."""

PROSE_FILL = 0.6
"""Share of the width of its column that a line of prose fills, at the median; cells fill less."""


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom, stretches of two columns taken apart."""
    ordered = sorted(lines, key=lambda line: (line.bbox[1] + line.bbox[3]) / 2)
    gutter = _gutter(ordered)
    if gutter is None:
        return ordered
    result: list[Line] = []
    stretch: list[Line] = []
    for line in ordered:
        if _crosses(line, gutter):
            result += [*_apart(stretch, gutter), line]
            stretch = []
        else:
            stretch.append(line)
    return result + _apart(stretch, gutter)


def _gutter(lines: list[Line]) -> float | None:
    """The place between a third and two thirds of the text's width that the fewest lines cover."""
    if len(lines) < LEAST_ROWS:
        return None
    left = min(line.bbox[0] for line in lines)
    right = max(line.bbox[2] for line in lines)
    places = np.arange(left + (right - left) / 3, right - (right - left) / 3, 1.0)
    if not len(places):
        return None
    covered = np.zeros(len(places), dtype=np.int32)
    for line in lines:
        for word in line.words:
            covered += (places > word.bbox[0] - LEAST_GUTTER / 2) & (places < word.bbox[2] + LEAST_GUTTER / 2)
    free = np.flatnonzero(covered == covered.min())
    return float(places[free[len(free) // 2]])


def _crosses(line: Line, gutter: float) -> bool:
    return any(word.bbox[0] - 1 < gutter < word.bbox[2] + 1 for word in line.words) or (
        line.bbox[0] < gutter < line.bbox[2] and _gap_at(line, gutter) < LEAST_GUTTER
    )


def _gap_at(line: Line, gutter: float) -> float:
    before = max(word.bbox[2] for word in line.words if word.bbox[2] <= gutter)
    after = min(word.bbox[0] for word in line.words if word.bbox[0] >= gutter)
    return after - before


def _apart(lines: list[Line], gutter: float) -> list[Line]:
    sides = [_side(lines, gutter, left=True), _side(lines, gutter, left=False)]
    enough = all(len(side) >= max(LEAST_ROWS, BOTH_SIDES * len(lines)) for side in sides)
    if not enough or not all(_is_prose(side) for side in sides):
        return lines
    return [*sides[0], *sides[1]]


def _side(lines: list[Line], gutter: float, *, left: bool) -> list[Line]:
    halves = (tuple(word for word in line.words if (word.bbox[0] < gutter) is left) for line in lines)
    return [line_of(words) for words in halves if words]


def line_of(words: tuple[Word, ...]) -> Line:
    """A line of words in reading order."""
    boxes: list[Box] = [word.bbox for word in words]
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Line(" ".join(word.text for word in words), (min(x0), min(top), max(x1), max(bottom)), words)


def _is_prose(lines: list[Line]) -> bool:
    widths = np.array([line.bbox[2] - line.bbox[0] for line in lines])
    width = max(line.bbox[2] for line in lines) - min(line.bbox[0] for line in lines)
    words = np.median([len(line.words) for line in lines])
    return bool(np.median(widths) >= PROSE_FILL * width and words >= 3)
