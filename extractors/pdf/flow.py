"""Running text out of lines: words broken at a line end are mended, and every character knows its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.page import Line

BROKEN = re.compile(r"[^\W\d_]-$")
"""A letter and a hyphen at a line end."""

KEEPS_HYPHEN = frozenset(
    [
        "ci",
        "là",
        "même",
        "mêmes",
        "vous",
        "nous",
        "il",
        "ils",
        "elle",
        "elles",
        "on",
        "ce",
        "je",
        "tu",
        "moi",
        "toi",
        "lui",
        "leur",
        "leurs",
        "le",
        "la",
        "les",
        "y",
        "en",
        "t",
        "être",
        "dire",
        "d'œuvre",
        "d’œuvre",
    ]
)
"""Words that a hyphen ties to the word before them: celui-ci, vous-même, peut-être."""

_INSIDE_NAME = re.compile(r"(?:sur|sous|du|des?|aux?|lès|lez|et|en|l[ae]s?)-|d['’]")
"""The small words inside Bouches-du-Rhône, Saint-Jean-d'Angély."""

TAKES_HYPHEN = frozenset(
    [
        "sous",
        "vice",
        "ex",
        "non",
        "quasi",
        "demi",
        "semi",
        "mi",
        "avant",
        "après",
        "contre",
        "peut",
        "saint",
        "sainte",
        "grand",
        "grande",
        "petit",
        "petite",
        "au",
        "ci",
        "par",
        "celui",
        "celle",
        "ceux",
        "celles",
        "quelques",
        "rez",
        "vis",
        "chef",
        "lui",
        "elle",
        "eux",
        "nous",
        "vous",
        "soi",
        "moi",
        "toi",
        "cent",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "quatre",
        "dix",
        "plus-value",
        "main",
        "mot",
        "porte",
    ]
)
"""Words that tie themselves to the next one by a hyphen: sous-préfecture, quatre-vingt."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines run together: ``text``, and ``starts[i]``, the offset at which line i begins in it."""

    text: str
    starts: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """The index of the line that a character of the text was printed in."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def lines_of(self, start: int, end: int) -> range:
        """The indexes of the lines that ``text[start:end]`` was printed in."""
        return range(self.line_at(start), self.line_at(max(start, end - 1)) + 1)


def flow(lines: Sequence[Line]) -> Flow:
    """The lines as one text: a space between lines, none and no hyphen inside a broken word."""
    text, starts = "", []
    pieces: list[str] = []
    length = 0
    for line in lines:
        glue, cut = junction(text, line.text)
        if cut:
            pieces[-1] = pieces[-1][:-cut]
            length -= cut
        pieces.append(glue)
        length += len(glue)
        starts.append(length)
        pieces.append(line.text)
        length += len(line.text)
        text = line.text
    return Flow("".join(pieces), tuple(starts))


def junction(before: str, after: str) -> tuple[str, int]:
    """What goes between two lines, and how many characters of the first fall away."""
    if not before:
        return "", 0
    if before.endswith("\u00ad"):
        return "", 1
    if not BROKEN.search(before):
        return " ", 0
    if not after[:1].islower():
        return "", 0
    head = re.split(r"[\s'’]", before[:-1])[-1].lower()
    tail = re.split(r"[\s,.;:)-]", after, maxsplit=1)[0].lower()
    compound = head in TAKES_HYPHEN or tail in KEEPS_HYPHEN or _INSIDE_NAME.match(after) is not None
    return "", 0 if compound else 1
