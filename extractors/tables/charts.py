"""What is drawn among the text of a region: bars, curves and polygons make it a chart."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from core.model.evidence import Box
from extractors.pdf.drawing import Drawing
from extractors.pdf.frame import Boxes
from extractors.pdf.words import Words
from extractors.tables.grid import Grid, inside

LEAST = 4
"""Bars, or curves and slanted lines, from which text among them belongs to a chart."""

FEWEST, PER_ROW = 2, 0.5
"""The same where only a few rows stand among them."""

SMALL = 3.0
"""Points. Smaller areas and curves are bullets and corners."""

SIGNS = frozenset("●○•∙·◦■□▪▫▲△▼▽◆◇★☆+×✕*")
"""What the points of diagrams are set with."""

STREWN, PLOTTED = 3, 0.3
"""Signs in a cell, and the share of such cells, from which they are points and not ticks in a table."""

ALL_POINTS = 0.9
"""Share of cells with signs alone, from which none can label the others."""

MARGIN = 10.0
"""Points by which the labels of a chart may reach into the next text."""

STAGGERED = 2
"""Rows of bars in parts of other shares than the one above."""

FOOT = 14.0
"""Points from the foot of bars to the top of the labels below them, or of the first mark beside the axis."""

ALIKE = 2.0
"""Points by which the sides of areas of one row may differ."""


def is_charted(box: Box, rows: int, drawing: Drawing, words: Words) -> bool:
    """Whether a chart is drawn in a box of so many rows of text."""
    few = max(FEWEST, PER_ROW * rows)
    return (
        bars(box, drawing.fills, words) >= min(LEAST, few)
        or len(_large(_within(box, drawing.shapes))) >= LEAST
        or _standing(box, drawing.fills, words) >= LEAST
        or _on_top(box, drawing.fills, words) >= LEAST
        or _staggered(box, drawing.fills) >= STAGGERED
    )


def cut(box: Box, other: Box) -> bool:
    """Whether two boxes share more than a margin."""
    across = min(box[2], other[2]) - max(box[0], other[0])
    down = min(box[3], other[3]) - max(box[1], other[1])
    return min(across, down) > MARGIN


def is_plotted(grid: Grid, words: Words) -> bool:
    """Whether the text of a grid is mostly signs strewn over its cells: the points of a diagram."""
    filled = [[words.text[i] for i in cell.words] for cell in grid.cells if len(cell.words)]
    points = [texts for texts in filled if SIGNS.issuperset("".join(texts))]
    strewn = sum(1 for texts in points if len(texts) >= STREWN)
    return strewn >= max(FEWEST, PLOTTED * len(filled)) or len(points) > ALL_POINTS * len(filled)


def _standing(box: Box, fills: Boxes, words: Words) -> int:
    """The areas without text whose tops stand among the text and that reach below it: bars under values."""
    middle = (fills[:, 0] + fills[:, 2]) / 2
    chosen = (box[0] < middle) & (middle < box[2]) & (box[1] < fills[:, 1]) & (fills[:, 1] < box[3])
    reaching = _large(fills[chosen & (fills[:, 3] > box[3] + SMALL)])
    return sum(1 for area in reaching if not inside(tuple(area.tolist()), words).any())


def _on_top(box: Box, fills: Boxes, words: Words) -> int:
    """The areas without text of several heights that stand on one level at the first row: bars on an axis."""
    middle = (fills[:, 0] + fills[:, 2]) / 2
    inner = _large(fills[(box[0] < middle) & (middle < box[2])])
    standing = inner[np.abs(inner[:, 3] - box[1]) <= FOOT]
    if len(standing) < LEAST or np.ptp(standing[:, 3]) > ALIKE or np.ptp(standing[:, 1]) <= FOOT:
        return 0
    return sum(1 for area in standing if not inside(tuple(area.tolist()), words).any())


def _staggered(box: Box, fills: Boxes) -> int:
    """The rows of areas that touch each other where none above does: bars in parts, each with its shares."""
    inner = _large(_within(box, fills))
    borders: dict[int, set[int]] = {}
    for x0, top, x1, _ in inner.round().astype(int).tolist():
        borders.setdefault(top, set()).update((x0, x1))
    parted = [sorted(xs)[1:-1] for _, xs in sorted(borders.items()) if len(xs) > 2]
    return sum(
        1
        for above, below in pairwise(parted)
        if len(above) == len(below) and all(abs(a - b) > ALIKE for a, b in zip(above, below, strict=True))
    )


def bars(box: Box, fills: Boxes, words: Words) -> int:
    """The areas without text that shade no row, no column and no cells side by side: bars of a chart."""
    inner = _large(_within(box, fills))
    if len(inner) < FEWEST:
        return 0
    wide = inner[:, 2] - inner[:, 0] >= 0.7 * (box[2] - box[0])
    tall = inner[:, 3] - inner[:, 1] >= 0.7 * (box[3] - box[1])
    odd = inner[~wide & ~tall & ~_in_rows(inner)]
    return sum(1 for area in odd if not inside(tuple(area.tolist()), words).any())


def _in_rows(fills: Boxes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each area has one beside it with the same top and bottom."""
    result = np.zeros(len(fills), dtype=bool)
    order = np.lexsort((fills[:, 3], fills[:, 1]))
    ordered = fills[order]
    same = (np.abs(np.diff(ordered[:, [1, 3]], axis=0)) <= ALIKE).all(axis=1)
    same &= np.abs(np.diff(ordered[:, 0])) > ALIKE
    result[order[1:]] |= same
    result[order[:-1]] |= same
    return result


def _within(box: Box, boxes: Boxes) -> Boxes:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return boxes[(box[0] < x) & (x < box[2]) & (box[1] < y) & (y < box[3])]


def _large(boxes: Boxes) -> Boxes:
    return boxes[(boxes[:, 2] - boxes[:, 0] > SMALL) & (boxes[:, 3] - boxes[:, 1] > SMALL)]
