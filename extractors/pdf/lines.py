"""Segments: the words of one line up to a wide gap, the units of reading order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from core.model.page import Line
from extractors.pdf.words import Words, reading_boxes

LINE_SHIFT = 0.35
"""Ems. Baselines nearer than this are one line."""

RAISED_SIZE, RAISED_BY, RAISED_GAP = 0.8, 0.65, 0.5
"""A raised word is at most so large beside its host, so high and so far behind it (in its ems)."""

WIDE_GAP = 1.5
"""Ems. A wider gap may be the white between two columns of a page."""


class Segment(NamedTuple):
    """Words side by side; ``x0``, ``x1`` and ``base`` (baseline) as the reader of the text sees them."""

    words: tuple[int, ...]
    x0: float
    x1: float
    base: float
    size: float


def segments_of(words: Words, turns: int) -> list[Segment]:
    """The segments of the words with one direction, from top to bottom and left to right."""
    members = np.flatnonzero(words.turns == turns)
    if not len(members):
        return []
    view = reading_boxes(words.boxes[members], words.turns[members])
    each = map(
        Segment,
        [(index,) for index in members.tolist()],
        view[:, 0].tolist(),
        view[:, 2].tolist(),
        (view[:, 3] - words.drop[members]).tolist(),
        words.size[members].tolist(),
    )
    return [segment for line in _lines(each) for segment in _parted(line)]


def _lines(each: Iterable[Segment]) -> list[list[Segment]]:
    """The words by baseline, each line from left to right."""
    lines: list[list[Segment]] = []
    level = 0.0
    for word in sorted(each, key=attrgetter("base")):
        if not lines or word.base - level > LINE_SHIFT * word.size:
            lines.append([])
            level = word.base
        lines[-1].append(word)
    lines = _with_raised(lines)
    for line in lines:
        line.sort(key=attrgetter("x0"))
    return lines


def _with_raised(lines: list[list[Segment]]) -> list[list[Segment]]:
    """The lines, with raised small words (exponents, note marks) in the line of the word they stand at."""
    kept: list[list[Segment]] = []
    for line, below in zip(lines, [*lines[1:], []], strict=True):
        largest = RAISED_SIZE * max([host.size for host in below], default=0.0)
        small = [word for word in line if word.size <= largest]
        raised = [word for word in small if any(_is_raised(word, host) for host in below)]
        below.extend(raised)
        rest = [word for word in line if word not in raised] if raised else line
        if rest:
            kept.append(rest)
    return kept


def _is_raised(word: Segment, host: Segment) -> bool:
    small = word.size <= RAISED_SIZE * host.size and host.base - word.base <= RAISED_BY * host.size
    return small and -0.2 * host.size < word.x0 - host.x1 < RAISED_GAP * host.size


def _parted(line: list[Segment]) -> list[Segment]:
    """The words of a line joined up to the wide gaps."""
    pieces = [[line[0]]]
    for before, after in pairwise(line):
        if after.x0 - before.x1 > WIDE_GAP * after.size:
            pieces.append([])
        pieces[-1].append(after)
    return [_joined(piece) for piece in pieces]


def _joined(piece: list[Segment]) -> Segment:
    main = max(piece, key=lambda item: item.size)
    index = tuple([word.words[0] for word in piece])
    return Segment(index, piece[0].x0, max([word.x1 for word in piece]), main.base, main.size)


def line_of(words: Words, segments: list[Segment]) -> Line:
    """One line of the page out of segments side by side."""
    marks = words.marks
    ordered = sorted(segments, key=lambda item: item.x0)
    printed = tuple([marks[i] for segment in ordered for i in segment.words])
    boxes = [word.bbox for word in printed]
    hull = (
        min([box[0] for box in boxes]),
        min([box[1] for box in boxes]),
        max([box[2] for box in boxes]),
        max([box[3] for box in boxes]),
    )
    return Line(" ".join([word.text for word in printed]), hull, printed)
