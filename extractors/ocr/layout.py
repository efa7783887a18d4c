"""The primitives of a page out of the words of OCR, as the readers of text and tables take them."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from extractors.ocr.skew import Skew
from extractors.ocr.words import Found
from extractors.pdf.frame import Boxes
from extractors.pdf.runs import ASCENT, DESCENT, Flags, Floats
from extractors.pdf.words import Words

BELOW = re.compile(r"[gjpqyçQJ,;()\[\]{}/|@§µ_]")
"""Letters and signs that reach below the baseline."""

ABOVE = 0.72
"""Ems from the baseline to the top of capitals and ascenders."""

DEPTH = 0.21
"""Ems from the baseline to the lowest point of descenders."""


def straight_words(found: Found, skew: Skew) -> Words:
    """The words on the page laid straight, with boxes as a font has them: from ascent to descent.

    Ink boxes hug each word; words of one line would stand at many heights.
    """
    ink = skew.straightened(found.ink)
    base, size = _lines(found, ink)
    boxes = np.stack((ink[:, 0], base - ASCENT * size, ink[:, 2], base + DESCENT * size), axis=1)
    return Words(
        text=list(found.text),
        boxes=boxes.astype(np.float32),
        drop=(DESCENT * size).astype(np.float32),
        size=size,
        turns=np.zeros(len(found), dtype=np.int8),
        bold=np.zeros(len(found), dtype=bool),
    )


def printed_words(found: Found, straight: Words) -> Words:
    """The same words where they are printed."""
    return replace(straight, boxes=found.ink)


def _lines(found: Found, ink: Boxes) -> tuple[Floats, Floats]:
    """Baseline (y) and size of the line of each word, in points."""
    base, size = np.zeros((2, len(found)), dtype=np.float32)
    low = np.array([BELOW.search(text) is not None for text in found.text], dtype=bool)
    for line in np.unique(found.line):
        members = found.line == line
        size[members] = _size(ink[members])
        base[members] = _base(ink[members], low[members], float(size[members][0]))
    return base, size


def _size(ink: Boxes) -> float:
    """From the highest word of the line but for rare taller marks: it has capitals, ascenders or figures."""
    return max(float(np.quantile(ink[:, 3] - ink[:, 1], 0.8)) / (ABOVE + DEPTH / 2), 1.0)


def _base(ink: Boxes, low: Flags, size: float) -> float:
    """Lower side of the words that stand on the baseline."""
    if low.all():
        return float(np.median(ink[:, 3])) - DEPTH * size
    return float(np.median(ink[~low, 3]))
