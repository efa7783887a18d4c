"""Running text: stacks of long phrases with one left edge, which are no cells."""

from __future__ import annotations

import re

from extractors.tables.phrases import Phrase, TextLine

LONG = 6
"""Words of a phrase from which it may be a line of running text."""

BULLET = re.compile(
    r"^(?:[•●▪■□◦○➢✓❖\-–—*·o]|\(?[0-9]{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$"
)
"""A sign or number at the head of a paragraph."""

ENTRIES = 3
"""Paragraphs with a label beside them from which they are cells of a table."""

COLUMN = 7
"""Lines of a paragraph from which it is a column of the page, though figures stand beside it."""

WIDE = 16.0
"""Ems, the same in width."""


def without_prose(lines: list[TextLine], framed: list[TextLine]) -> list[TextLine]:
    """The lines without the phrases that are running text; lines left empty are dropped.

    The lines ``framed`` stand between the rules of a table and stay whole.
    """
    whole = {line.number for line in framed}
    prose = _prose([line for line in lines if line.number not in whole])
    if not prose:
        return lines
    kept = []
    for line in lines:
        phrases = [phrase for phrase in line.phrases if id(phrase) not in prose]
        if phrases:
            kept.append(TextLine(phrases, line.base, line.size, line.number))
    return kept


def _prose(lines: list[TextLine]) -> set[int]:
    """Identities of the phrases of running text: two lines of a paragraph, or more beside figures."""
    following: dict[int, Phrase] = {}
    beside: dict[int, bool] = {}
    starts: list[Phrase] = []
    for index, line in enumerate(lines):
        for phrase in line.phrases:
            beside[id(phrase)] = _has_figures(line)
            follower = _follower(lines, index, phrase) if is_long(phrase) else None
            if follower is not None:
                following[id(phrase)] = follower
                starts.append(phrase)
    prose: set[int] = set()
    inner = {id(phrase) for phrase in following.values()}
    heads = [start for start in starts if id(start) not in inner]
    entries = _entries(lines, heads)
    for start in heads:
        chain = _chain(start, following)
        if len(chain) >= COLUMN or (
            id(start) not in entries and not any(beside[id(phrase)] for phrase in chain)
        ):
            prose.update(id(phrase) for phrase in chain)
    return prose


def _entries(lines: list[TextLine], heads: list[Phrase]) -> set[int]:
    """The paragraphs that begin beside a short text, as others below each other do: cells of a table."""
    starts = [phrase.x0 for line in lines for phrase in line.phrases if _is_labelled(phrase, line)]
    by_number = {line.number: line for line in lines}
    return {
        id(head)
        for head in heads
        if _is_labelled(head, by_number[head.line])
        and sum(1 for x in starts if abs(x - head.x0) < 0.6 * head.size) >= ENTRIES
    }


def _is_labelled(phrase: Phrase, line: TextLine) -> bool:
    """Whether a text has a short one beside it that is no bullet."""
    others = [other for other in line.phrases if other is not phrase]
    return len(others) > 0 and not any(is_long(other) or BULLET.match(other.text) for other in others)


def _chain(start: Phrase, following: dict[int, Phrase]) -> list[Phrase]:
    """A paragraph from its first line on; lines further down, so it ends."""
    chain = [start]
    while (follower := following.get(id(chain[-1]))) is not None:
        chain.append(follower)
    return chain


def is_long(phrase: Phrase) -> bool:
    """Whether a phrase may be a whole line of running text."""
    return (
        not phrase.number
        and not phrase.leader
        and len(phrase.words) >= LONG
        and phrase.width >= WIDE * phrase.size
    )


def _is_wordy(phrase: Phrase) -> bool:
    """Whether a phrase may be a short line of running text."""
    return (
        not phrase.number
        and not phrase.leader
        and len(phrase.words) >= 3
        and phrase.width >= 0.6 * WIDE * phrase.size
    )


def _has_figures(line: TextLine) -> bool:
    return any(phrase.number for phrase in line.phrases)


def _follower(lines: list[TextLine], index: int, phrase: Phrase) -> Phrase | None:
    """The phrase that goes on a line of running text in one of the next lines."""
    for below in lines[index + 1 : index + 4]:
        if below.base - lines[index].base > 2.4 * phrase.size:
            return None
        for other in below.phrases:
            aligned = abs(other.x0 - phrase.x0) <= 2.6 * phrase.size and other.x0 < phrase.x1
            alike = abs(other.size - phrase.size) < 0.12 * phrase.size
            if aligned and alike and (_is_wordy(other) or (len(below.phrases) == 1 and not other.number)):
                return other
    return None
