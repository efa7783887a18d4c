"""The words of a page as printed lines, and the phrases that wide spaces part in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from core.model.evidence import Box
from core.model.page import Page, Word
from core.model.table import Cell

SPACE = 0.6
"""Ems of white above which two words of a line are of two phrases; the space of most fonts has 0.3."""

SAME_LINE = 0.35
"""Share of the height of a word by which the middles of the words of one line may differ."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one line without a wide space between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The rectangle around the words."""
        return around(word.bbox for word in self.words)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words at one height of a page, from left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The rectangle around the words."""
        return around(word.bbox for word in self.words)

    def phrases(self) -> list[Phrase]:
        """The runs of words between wide spaces."""
        runs = [[self.words[0]]]
        for left, right in pairwise(self.words):
            if right.bbox[0] - left.bbox[2] > SPACE * max(left.size, right.size):
                runs.append([])
            runs[-1].append(right)
        return [Phrase(tuple(run)) for run in runs]


def lines_of(page: Page) -> list[TextLine]:
    """The lines of a page from top to bottom, whatever columns a reader of prose would see in it."""
    words = sorted((word for line in page.lines for word in line.words), key=lambda word: _middle(word.bbox))
    groups: list[list[Word]] = []
    for word in words:
        height = word.bbox[3] - word.bbox[1]
        if groups and _middle(word.bbox) - _middle(groups[-1][0].bbox) <= SAME_LINE * height:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [TextLine(page.number, tuple(sorted(group, key=lambda word: word.bbox[0]))) for group in groups]


def as_cell(words: Iterable[Word], page: int, col: int = 0) -> Cell:
    """Words as a cell, in reading order."""
    ordered = sorted(words, key=lambda word: (round(_middle(word.bbox)), word.bbox[0]))
    text = " ".join(word.text for word in ordered)
    return Cell(row=0, col=col, text=text, bbox=around(word.bbox for word in ordered), page=page)


def around(boxes: Iterable[Box]) -> Box:
    """The rectangle around some rectangles."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
