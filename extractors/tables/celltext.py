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
        broken = WORD_BREAK.search(text) is not None and piece[:1].islower()
        text += piece if broken or not text else f" {piece}"
    return text


def text_lines(words: Words, members: Indexes) -> list[list[int]]:
    """The words in lines from top to bottom, each from left to right, as the reader of the text sees it."""
    if len(members) == 1:
        return [[int(members[0])]]
    view = reading_boxes(words.boxes[members], words.turns[members])
    start = dict(zip(members.tolist(), view[:, 0].tolist(), strict=True))
    base = (view[:, 3] - words.drop[members]).tolist()
    least = LINE_SHIFT * float(words.size[members].min())
    if max(base) - min(base) <= least:
        return [sorted(start, key=start.__getitem__)]
    lines: list[list[int]] = []
    level = 0.0
    for k in sorted(range(len(base)), key=base.__getitem__):
        index = int(members[k])
        if lines and base[k] - level <= LINE_SHIFT * float(words.size[index]):
            lines[-1].append(index)
        else:
            lines.append([index])
            level = base[k]
    return [sorted(line, key=start.__getitem__) for line in lines]
