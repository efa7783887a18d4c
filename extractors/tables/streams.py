"""Tables side by side: a line with two captions parts the lines below it."""

from __future__ import annotations

import re

from extractors.pdf.words import Words
from extractors.tables.phrases import Phrase, TextLine, own_line

NUMBERED = re.compile(r"^(?:table|tableau|figure|graphique|chart|exhibit)\s+[\dIVX]", re.IGNORECASE)

BEGUN = 3
"""Texts right below a caption that begin with it: the labels of its table."""

LEAST = 0.5
"""Ems of white between tables side by side."""


def streams_of(lines: list[TextLine], words: Words) -> list[list[TextLine]]:
    """The lines of a page, and apart from them the left and the right part of zones under two captions."""
    main: list[TextLine] = []
    found: list[list[TextLine]] = []
    index = 0
    while index < len(lines):
        zone = _zone(lines[index:])
        if zone is None:
            main.append(lines[index])
            index += 1
            continue
        border, count = zone
        inner = lines[index : index + count]
        found += [
            [part for line in inner for part in _part(line, border, words, left=left)]
            for left in (True, False)
        ]
        index += count
    return [main, *found]


def _zone(lines: list[TextLine]) -> tuple[float, int] | None:
    """X of the white between two captions of the first line, and how many lines keep out of it.

    A caption may be set in the middle of its table: the white is where the lines below leave it, between
    the end of the first caption and the begin of the second. Where lines begin with the second caption, its
    table does too.
    """
    captions = [phrase for phrase in lines[0].phrases if NUMBERED.match(phrase.text)]
    if len(captions) != 2:
        return None
    white: list[Stretch] = [(captions[0].x1, captions[1].x0)]
    for count, line in enumerate(lines):
        left = [part for stretch in white for part in _outside(stretch, line)]
        if not left:
            return _border(white, captions[1], lines[:count]), count
        white = left
    return _border(white, captions[1], lines), len(lines)


Stretch = tuple[float, float]
"""From x to x."""


def _outside(stretch: Stretch, line: TextLine) -> list[Stretch]:
    """The parts of a stretch that a line leaves white."""
    parts, low = [], stretch[0]
    for phrase in line.phrases:
        if phrase.x1 > stretch[0] and phrase.x0 < stretch[1]:
            parts.append((low, phrase.x0))
            low = max(low, phrase.x1)
    parts.append((low, stretch[1]))
    return [(a, b) for a, b in parts if b - a >= LEAST * line.size]


def _border(white: list[Stretch], caption: Phrase, lines: list[TextLine]) -> float:
    """The middle of the white before the table under a caption at its left, or of the widest white."""
    begun = sum(1 for line in lines for phrase in line.phrases if abs(phrase.x0 - caption.x0) < 1)
    if begun > BEGUN and white[-1][1] > caption.x0 - 1:
        low, high = white[-1]
    else:
        low, high = max(white, key=lambda stretch: stretch[1] - stretch[0])
    return (low + high) / 2


def _part(line: TextLine, x: float, words: Words, *, left: bool) -> list[TextLine]:
    phrases = [phrase for phrase in line.phrases if (phrase.x1 <= x) == left]
    return [own_line(phrases, line, words)] if phrases else []
