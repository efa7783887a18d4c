"""Segments: the words of one line up to a wide gap, the units of reading order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.model.page import Line, Word
from extractors.pdf.words import Words, reading_boxes

LINE_SHIFT = 0.35
"""Ems. Baselines nearer than this are one line."""

RAISED_SIZE, RAISED_BY, RAISED_GAP = 0.8, 0.65, 0.5
"""A raised word is at most so large beside its host, so high and so far behind it (in its ems)."""

WIDE_GAP = 1.5
"""Ems. A wider gap may be the white between two columns of a page."""


@dataclass(frozen=True, slots=True)
class Segment:
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
    each = [
        Segment((index,), x0, x1, base, size)
        for index, x0, x1, base, size in zip(
            members.tolist(),
            view[:, 0].tolist(),
            view[:, 2].tolist(),
            (view[:, 3] - words.drop[members]).tolist(),
            words.size[members].tolist(),
            strict=True,
        )
    ]
    return [segment for line in _lines(each) for segment in _parted(line)]


def _lines(each: list[Segment]) -> list[list[Segment]]:
    """The words by baseline, each line from left to right."""
    lines: list[list[Segment]] = []
    level = 0.0
    for word in sorted(each, key=lambda item: item.base):
        if not lines or word.base - level > LINE_SHIFT * word.size:
            lines.append([])
            level = word.base
        lines[-1].append(word)
    lines = _with_raised(lines)
    for line in lines:
        line.sort(key=lambda item: item.x0)
    return lines


def _with_raised(lines: list[list[Segment]]) -> list[list[Segment]]:
    """The lines, with raised small words (exponents, note marks) in the line of the word they stand at."""
    kept: list[list[Segment]] = []
    for line, below in zip(lines, [*lines[1:], []], strict=True):
        raised = [word for word in line if any(_is_raised(word, host) for host in below)]
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
    index = [i for segment in sorted(segments, key=lambda item: item.x0) for i in segment.words]
    printed = tuple(
        Word(words.text[i], (x0, top, x1, bottom), size, bold)
        for i, (x0, top, x1, bottom), size, bold in zip(
            index,
            words.boxes[index].tolist(),
            words.size[index].tolist(),
            words.bold[index].tolist(),
            strict=True,
        )
    )
    boxes = [word.bbox for word in printed]
    hull = (
        min([box[0] for box in boxes]),
        min([box[1] for box in boxes]),
        max([box[2] for box in boxes]),
        max([box[3] for box in boxes]),
    )
    return Line(" ".join([word.text for word in printed]), hull, printed)
