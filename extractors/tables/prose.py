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
"""Lines of paragraphs from which they are a column of the page, though figures stand beside them."""

NEXT = 5.0
"""Ems from a paragraph to the next one of a column, a heading between them."""

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
    """Identities of the phrases of running text: paragraphs, and columns of paragraphs beside figures."""
    paragraphs = _paragraphs(lines)
    by_number = {line.number: line for line in lines}
    entries = _entries(lines, [paragraph[0] for paragraph in paragraphs])
    prose: set[int] = set()
    for stack in _stacks(paragraphs, by_number):
        if sum(map(len, stack)) >= COLUMN and not _is_cells(stack, entries, by_number):
            column = _in_column_of(stack, lines, by_number)
            if sum(map(is_long, column)) >= 0.5 * len(column):
                prose.update(id(phrase) for phrase in column)
    for paragraph in paragraphs:
        beside = any(_has_figures(by_number[phrase.line]) for phrase in paragraph)
        if id(paragraph[0]) not in entries and not beside:
            prose.update(id(phrase) for phrase in paragraph)
    return prose


Paragraph = list[Phrase]
"""Phrases under each other, the first a long one."""


def _paragraphs(lines: list[TextLine]) -> list[Paragraph]:
    following: dict[int, Phrase] = {}
    starts: list[Phrase] = []
    for index, line in enumerate(lines):
        for phrase in line.phrases:
            follower = _follower(lines, index, phrase) if is_long(phrase) else None
            if follower is not None:
                following[id(phrase)] = follower
                starts.append(phrase)
    inner = {id(phrase) for phrase in following.values()}
    return [_chain(start, following) for start in starts if id(start) not in inner]


def _stacks(paragraphs: list[Paragraph], by_number: dict[int, TextLine]) -> list[list[Paragraph]]:
    """Paragraphs with one left side that follow each other closely."""
    stacks: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        head = paragraph[0]
        top = by_number[head.line].base
        home = next((s for s in stacks if _is_under(head, top, s[-1][-1], by_number)), None)
        if home is None:
            stacks.append([paragraph])
        else:
            home.append(paragraph)
    return stacks


def _is_under(head: Phrase, top: float, last: Phrase, by_number: dict[int, TextLine]) -> bool:
    step = top - by_number[last.line].base
    return 0 < step < NEXT * head.size and abs(head.x0 - last.x0) < 2.6 * head.size


def _is_cells(stack: list[Paragraph], entries: set[int], by_number: dict[int, TextLine]) -> bool:
    """Whether paragraphs are cells: a label beside each first line, and figures beside hardly another one."""
    labelled = sum(1 for paragraph in stack if id(paragraph[0]) in entries)
    later = [phrase for paragraph in stack for phrase in paragraph[1:]]
    beside = sum(1 for phrase in later if _has_figures(by_number[phrase.line]))
    return labelled >= 0.6 * len(stack) and beside < 0.25 * len(later)


def _in_column_of(
    stack: list[Paragraph], lines: list[TextLine], by_number: dict[int, TextLine]
) -> list[Phrase]:
    """All phrases in the column that paragraphs take: their short lines and headings too."""
    phrases = [phrase for paragraph in stack for phrase in paragraph]
    size = phrases[0].size
    left, right = min(p.x0 for p in phrases) - size, max(p.x1 for p in phrases) + size
    top, bottom = by_number[phrases[0].line].base - 1.5 * size, by_number[phrases[-1].line].base
    inner = [line for line in lines if top <= line.base <= bottom]
    last = [line for line in lines if bottom < line.base <= bottom + 2.6 * size]
    parts = [[p for p in line.phrases if left <= p.x0 and p.x1 <= right] for line in inner]
    # A line with figures side by side is a row of a table among the paragraphs.
    column = [phrase for part in parts if sum(p.number for p in part) < 2 for phrase in part]
    # The short last line of the last paragraph stands at the left of the column.
    ends = [line.phrases[0] for line in last if abs(line.x0 - left - size) < 0.5 * size]
    return column + [phrase for phrase in ends if phrase.x1 <= right]


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
    """Whether a text has a short one beside it that is no bullet; of several texts the first tells."""
    first = line.phrases[0]
    if len(line.phrases) > 2 and phrase is not first:
        return not is_long(first) and not BULLET.match(first.text)
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
        following = [other for other in below.phrases if _goes_on(phrase, other, below)]
        if following:
            return following[0]
    return None


def _goes_on(phrase: Phrase, other: Phrase, line: TextLine) -> bool:
    """Whether a phrase of the next line goes on a line of running text: one left side, one size.

    Among other texts that are none, only a whole line of text can be it.
    """
    aligned = abs(other.x0 - phrase.x0) <= 2.6 * phrase.size and other.x0 < phrase.x1
    if not aligned or abs(other.size - phrase.size) >= 0.04 * phrase.size:
        return False
    if is_long(other) or (len(line.phrases) == 1 and not other.number):
        return True
    return _is_wordy(other) and all(is_long(beside) for beside in line.phrases if beside is not other)
