"""Running text: stacks of long phrases with one left edge, which are no cells."""

from __future__ import annotations

from extractors.tables.phrases import Phrase, TextLine

LONG = 6
"""Words of a phrase from which it may be a line of running text."""

WIDE = 16.0
"""Ems, the same in width."""


def without_prose(lines: list[TextLine]) -> list[TextLine]:
    """The lines without the phrases that are running text; lines left empty are dropped."""
    prose = _prose(lines)
    if not prose:
        return lines
    kept = []
    for line in lines:
        phrases = [phrase for phrase in line.phrases if id(phrase) not in prose]
        if phrases:
            kept.append(TextLine(phrases, line.base, line.size, line.number))
    return kept


def _prose(lines: list[TextLine]) -> set[int]:
    prose: set[int] = set()
    for index, line in enumerate(lines):
        for phrase in line.phrases:
            if not is_long(phrase) or _has_figures(line):
                continue
            follower = _follower(lines, index, phrase)
            if follower is not None:
                prose.update((id(phrase), id(follower)))
    return prose


def is_long(phrase: Phrase) -> bool:
    """Whether a phrase may be a whole line of running text."""
    return not phrase.number and not phrase.leader and len(phrase.words) >= LONG and phrase.width >= WIDE * phrase.size


def _has_figures(line: TextLine) -> bool:
    return any(phrase.number for phrase in line.phrases)


def _follower(lines: list[TextLine], index: int, phrase: Phrase) -> Phrase | None:
    """The phrase that goes on a line of running text in one of the next lines."""
    for below in lines[index + 1 : index + 4]:
        if below.base - lines[index].base > 2.4 * phrase.size:
            return None
        if _has_figures(below) and len(below.phrases) > 1:
            continue
        for other in below.phrases:
            aligned = abs(other.x0 - phrase.x0) <= 2.6 * phrase.size and other.x0 < phrase.x1
            alike = abs(other.size - phrase.size) < 0.12 * phrase.size
            if aligned and alike and (is_long(other) or len(below.phrases) == 1):
                return other
    return None
