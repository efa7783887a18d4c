"""The text of a cell: its words in reading order, characters as printed."""

from __future__ import annotations

import re

from extractors.pdf.runs import Indexes
from extractors.pdf.words import Words, reading_boxes

LINE_SHIFT = 0.35
"""Ems. Baselines nearer than this are one line."""

WORD_BREAK = re.compile(r"[^\W\d_]{2,}[-\u2010]$")
"""The end of a line whose last word goes on in the next one: letters and a hyphen."""


def cell_text(words: Words, members: Indexes) -> str:
    """The words ``members`` as one text: lines joined by a space, a broken word without one.

    The hyphen of a broken word stays: the table is given as printed.
    """
    text = ""
    for line in text_lines(words, members):
        piece = " ".join(words.text[i] for i in line)
        broken = WORD_BREAK.search(text) is not None and piece[:1].isalpha()
        text += piece if broken or not text else f" {piece}"
    return text


def text_lines(words: Words, members: Indexes) -> list[list[int]]:
    """The words in lines from top to bottom, each from left to right, as the reader of the text sees it."""
    index = members.tolist()
    if len(index) == 1:
        return [index]
    if words.turns[members].any():
        return _turned_lines(words, members)
    return _lines(index, words.lefts, words.bases, words.sizes)


def _turned_lines(words: Words, members: Indexes) -> list[list[int]]:
    view = reading_boxes(words.boxes[members], words.turns[members])
    base = (view[:, 3] - words.drop[members]).tolist()
    lines = _lines(list(range(len(members))), view[:, 0].tolist(), base, words.size[members].tolist())
    return [[int(members[k]) for k in line] for line in lines]


def _lines(index: list[int], lefts: list[float], bases: list[float], sizes: list[float]) -> list[list[int]]:
    lines: list[list[int]] = []
    level = 0.0
    for k in sorted(index, key=bases.__getitem__):
        if not lines or bases[k] - level > LINE_SHIFT * sizes[k]:
            lines.append([])
            level = bases[k]
        lines[-1].append(k)
    for line in lines:
        line.sort(key=lefts.__getitem__)
    return lines
