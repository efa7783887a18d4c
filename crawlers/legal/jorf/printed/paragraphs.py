"""Lines of pages put together to paragraphs, whose stretches are proved by page and box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from core.model.evidence import Box, Evidence
from core.model.page import Line, Page, Word

LARGEST_INDENT = 45.0
"""Points: what begins further right is centred, or stands in another column."""
SMALLEST_INDENT = 3.0
WIDE_GAP = 0.7
"""A white of this share of the height of a line parts paragraphs."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<left>[^\W\d_]+(?:-[^\W\d_]+)*)-$")
_END = re.compile(r"[.;:»]$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page and how far it is indented in its column, in points."""

    page: int
    line: Line
    indent: float

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.line.text


@dataclass(slots=True)
class Printed:
    """The text of lines that belong together, and where each of its words stands."""

    text: str = ""
    words: list[tuple[int, int, Word, int]] = field(default_factory=list)

    def add(self, placed: Placed, known: Set[str]) -> None:
        """Go on with a line; a word broken at its end is put together."""
        words = placed.line.words
        for number, word in enumerate(words):
            if self.text and (number or not self._mend(word.text, known)):
                self.text += " "
            start = len(self.text)
            self.text += word.text
            self.words.append((start, len(self.text), word, placed.page))

    def prove(self, start: int, end: int) -> Evidence:
        """Page and box of a stretch; of one that goes on over a page, its beginning."""
        found = [(word, page) for first, last, word, page in self.words if first < end and start < last]
        if not found:
            return Evidence(self.text[start:end])
        page = found[0][1]
        boxes = [word.bbox for word, on in found if on == page]
        return Evidence(self.text[start:end], page=page, bbox=_around(boxes))

    def _mend(self, word: str, known: Set[str]) -> bool:
        """Whether a word goes on that the last line breaks; a hyphen of its own is kept.

        It is its own before a capital ("Saint-Denis"), or where the document prints the first half by
        itself or both with a hyphen elsewhere ("vice-président"), unless it prints both as one word.
        """
        broken, rest = _BROKEN.search(self.text), _WORD.match(word)
        if broken is None or rest is None:
            return False
        left, right = broken["left"].lower(), rest[0].lower()
        own = not word[0].islower() or f"{left}-{right}" in known or left in known
        if f"{left}{right}" in known or not own:
            self.text = self.text[:-1]
            start, end, last, page = self.words[-1]
            self.words[-1] = (start, end - 1, last, page)
        return True


def placed_lines(pages: Iterable[Page]) -> Iterator[Placed]:
    """The lines of the pages in reading order."""
    for page in pages:
        for line in page.lines:
            yield Placed(page.number, line, line.bbox[0] - _edge(line, page.lines))


def known_words(lines: Iterable[Placed]) -> frozenset[str]:
    """The words that the lines print whole, in lower case."""
    found: set[str] = set()
    for placed in lines:
        words = placed.line.words
        whole = words[:-1] if words and words[-1].text.endswith("-") else words
        found.update(each.lower() for word in whole[1:] for each in _WORD.findall(word.text))
    return frozenset(found)


def paragraphs(lines: Sequence[Placed], known: Set[str]) -> Iterator[Printed]:
    """The paragraphs of consecutive lines."""
    current, last = Printed(), None
    for placed in lines:
        if last is not None and _begins(placed, last):
            yield current
            current = Printed()
        current.add(placed, known)
        last = placed
    if current.text:
        yield current


def joined(lines: Iterable[Placed], known: Set[str]) -> Printed:
    """Lines as one paragraph: a title."""
    printed = Printed()
    for placed in lines:
        printed.add(placed, known)
    return printed


def _begins(placed: Placed, last: Placed) -> bool:
    """Whether a line begins a paragraph: indented, after a white, or after a sentence that ends early."""
    if placed.indent > SMALLEST_INDENT:
        return True
    box, before = placed.line.bbox, last.line.bbox
    below = placed.page == last.page and box[1] >= before[1]
    if below and box[1] - before[3] > WIDE_GAP * (box[3] - box[1]):
        return True
    return below and before[2] < box[2] - LARGEST_INDENT and bool(_END.search(last.text))


def _edge(line: Line, lines: Iterable[Line]) -> float:
    """The left edge of the column that a line stands in."""
    left, right = line.bbox[0], line.bbox[2]
    near = (
        each.bbox[0]
        for each in lines
        if left - LARGEST_INDENT <= each.bbox[0] <= left and each.bbox[2] > left and each.bbox[0] < right
    )
    return min(near, default=left)


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
