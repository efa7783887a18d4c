"""The text of a saved page with, for each of its letters, the element it stands in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.tree import Node
from crawlers.forms.folding import fold

_TRANSLATION = re.compile(r"text\s+is\s+machine\s+translated|traduction\s+automatique", re.IGNORECASE)
"""An aggregator prints the notice once more in English below this line."""
_HEADING = re.compile(r"/th(?:\[\d+\])?(?:/|$)")
_BULLET = re.compile(r"^(?:[•·▪●◦o\ufffd]\s{2,}|[•·▪●◦]\s*|\ufffd\s*$)")


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a page, one leaf after another; ``starts`` are the positions where leaves begin."""

    plain: str
    folded: str
    starts: tuple[int, ...]
    leaves: tuple[Node, ...] = field(repr=False)

    def value(self, start: int, end: int) -> Value | None:
        """The words between two positions; None where they are blank."""
        words = self.plain[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start >= end:
            return None
        lecture = self.plain[start:end]
        return Value(lecture, self._proof(start, end, lecture))

    def _proof(self, start: int, end: int, lecture: str) -> Evidence:
        """The leaf of the first letter; offsets where the words stand in one line of it."""
        number = bisect_right(self.starts, start) - 1
        leaf = self.leaves[number]
        found = leaf.text.find(lecture)
        if found < 0:
            return Evidence(lecture=lecture, path=leaf.path)
        return Evidence(lecture=lecture, path=leaf.path, start=found, end=found + len(lecture))

    def heads_row(self, position: int) -> bool:
        """Whether a place is in the heading cell of a row, with a cell that is none beside it."""
        number = bisect_right(self.starts, position) - 1
        beside = self.leaves[number + 1 : number + 2]
        is_heading, *others = (bool(_HEADING.search(leaf.path)) for leaf in (self.leaves[number], *beside))
        return is_heading and not any(others)

    def lines(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """The positions of the filled lines between two positions."""
        stop = len(self.plain) if end is None else end
        found = []
        while start < stop:
            cut = self.plain.find("\n", start, stop)
            cut = stop if cut < 0 else cut
            if self.plain[start:cut].strip():
                found.append((start, cut))
            start = cut + 1
        return found


def text_of(tree: Node) -> Text:
    """The French text of a page: what an aggregator translated is left out, and so are bullets."""
    pieces: list[str] = []
    starts: list[int] = []
    leaves: list[Node] = []
    length = 0
    for leaf in tree.leaves():
        if "/#links" in leaf.path or "/head/" in leaf.path:
            continue
        if _TRANSLATION.search(leaf.text):
            break
        composed = unicodedata.normalize("NFC", leaf.text)  # Word writes some accents apart from their letter
        words = "\n".join(_BULLET.sub("", line.strip()) for line in composed.split("\n"))
        starts.append(length)
        leaves.append(leaf)
        pieces.append(words)
        length += len(words) + 1
    plain = "\n".join(pieces)
    return Text(plain, fold(plain), tuple(starts), tuple(leaves))
