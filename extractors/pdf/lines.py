"""Segments: the words of one line up to a wide gap, the units of reading order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.model.page import Line, Word
from extractors.pdf.words import Words, reading_boxes

LINE_SHIFT = 0.35
"""Ems. Baselines nearer than this are one line."""

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
    left, right = view[:, 0].tolist(), view[:, 2].tolist()
    base, sizes = (view[:, 3] - words.drop[members]).tolist(), words.size[members].tolist()
    found: list[Segment] = []
    for line in _lines(base, sizes):
        line.sort(key=left.__getitem__)
        piece = [line[0]]
        for before, after in zip(line, line[1:], strict=False):
            if left[after] - right[before] > WIDE_GAP * sizes[after]:
                found.append(_segment(piece, members, left, right, base, sizes))
                piece = []
            piece.append(after)
        found.append(_segment(piece, members, left, right, base, sizes))
    return found


def _lines(base: list[float], sizes: list[float]) -> list[list[int]]:
    lines: list[list[int]] = []
    level = 0.0
    for k in sorted(range(len(base)), key=base.__getitem__):
        if not lines or base[k] - level > LINE_SHIFT * sizes[k]:
            lines.append([])
            level = base[k]
        lines[-1].append(k)
    return lines


def _segment(
    piece: list[int],
    members: np.ndarray[tuple[int], np.dtype[np.intp]],
    left: list[float],
    right: list[float],
    base: list[float],
    sizes: list[float],
) -> Segment:
    main = max(piece, key=sizes.__getitem__)
    return Segment(
        words=tuple(int(members[k]) for k in piece),
        x0=left[piece[0]],
        x1=max(right[k] for k in piece),
        base=base[main],
        size=sizes[main],
    )


def line_of(words: Words, segments: list[Segment]) -> Line:
    """One line of the page out of segments side by side."""
    index = [i for segment in sorted(segments, key=lambda item: item.x0) for i in segment.words]
    printed = tuple(
        Word(words.text[i], (x0, top, x1, bottom), size, bold)
        for i, (x0, top, x1, bottom), size, bold in zip(
            index, words.boxes[index].tolist(), words.size[index].tolist(), words.bold[index].tolist(), strict=True
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
