"""Segments: the words of one line up to a wide gap, the units of reading order."""

from __future__ import annotations

from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from core.model.page import Line
from extractors.pdf.words import Chosen, Words, reading_boxes

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
    each = _Each(
        members.tolist(),
        view[:, 0].tolist(),
        view[:, 2].tolist(),
        (view[:, 3] - words.drop[members]).tolist(),
        words.size[members].tolist(),
    )
    return [each.joined(piece) for line in _lines(each) for piece in _parted(each, line)]


class _Each(NamedTuple):
    """The words one by one, by what a segment says of them; a column's items are told by their places."""

    words: list[int]
    x0: list[float]
    x1: list[float]
    base: list[float]
    size: list[float]

    def joined(self, piece: list[int]) -> Segment:
        main = max(piece, key=self.size.__getitem__)
        index = tuple([self.words[i] for i in piece])
        end = max([self.x1[i] for i in piece])
        return Segment(index, self.x0[piece[0]], end, self.base[main], self.size[main])


def _lines(each: _Each) -> list[list[int]]:
    """The words by baseline, each line from left to right."""
    lines: list[list[int]] = []
    level = 0.0
    base, size = each.base, each.size
    for word in sorted(range(len(base)), key=base.__getitem__):
        if not lines or base[word] - level > LINE_SHIFT * size[word]:
            lines.append([])
            level = base[word]
        lines[-1].append(word)
    lines = _with_raised(each, lines)
    for line in lines:
        line.sort(key=each.x0.__getitem__)
    return lines


def _with_raised(each: _Each, lines: list[list[int]]) -> list[list[int]]:
    """The lines, with raised small words (exponents, note marks) in the line of the word they stand at."""
    kept: list[list[int]] = []
    size = each.size
    if min(size) > RAISED_SIZE * max(size):
        return lines
    for line, below in zip(lines, [*lines[1:], []], strict=True):
        largest = RAISED_SIZE * max([size[host] for host in below], default=0.0)
        small = [word for word in line if size[word] <= largest]
        raised = [word for word in small if any(_is_raised(each, word, host) for host in below)]
        below.extend(raised)
        rest = [word for word in line if word not in raised] if raised else line
        if rest:
            kept.append(rest)
    return kept


def _is_raised(each: _Each, word: int, host: int) -> bool:
    large = each.size[host]
    small = each.size[word] <= RAISED_SIZE * large
    near = each.base[host] - each.base[word] <= RAISED_BY * large
    return small and near and -0.2 * large < each.x0[word] - each.x1[host] < RAISED_GAP * large


def _parted(each: _Each, line: list[int]) -> list[list[int]]:
    """The words of a line up to each wide gap."""
    pieces = [[line[0]]]
    x0, x1, size = each.x0, each.x1, each.size
    for before, after in pairwise(line):
        if x0[after] - x1[before] > WIDE_GAP * size[after]:
            pieces.append([])
        pieces[-1].append(after)
    return pieces


def lines_of(words: Words, rows: list[list[Segment]]) -> list[Line]:
    """The lines of a page, each out of segments side by side."""
    if not rows:
        return []
    members = [[i for segment in sorted(row, key=attrgetter("x0")) for i in segment.words] for row in rows]
    starts = list(accumulate([len(row) for row in members[:-1]], initial=0))
    boxes = words.boxes[[i for row in members for i in row]]
    low = np.minimum.reduceat(boxes[:, :2], starts).tolist()
    high = np.maximum.reduceat(boxes[:, 2:], starts).tolist()
    return [
        Line(" ".join([words.text[i] for i in row]), (x0, top, x1, bottom), Chosen(words, row))
        for row, (x0, top), (x1, bottom) in zip(members, low, high, strict=True)
    ]
