"""Running text: stacks of long phrases with one left edge, which are no cells."""

from __future__ import annotations

from extractors.tables.phrases import Phrase, TextLine

LONG = 6
"""Words of a phrase from which it may be a line of running text."""

COLUMN = 7
"""Lines of a paragraph from which it is a column of the page, though figures stand beside it."""

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
    for start in starts:
        if id(start) not in inner:
            chain = _chain(start, following)
            alone = [phrase for phrase in chain if not beside[id(phrase)]]
            prose.update(id(phrase) for phrase in (chain if len(chain) >= COLUMN else alone))
    return prose


def _chain(start: Phrase, following: dict[int, Phrase]) -> list[Phrase]:
    """A paragraph from its first line on; lines further down, so it ends."""
    chain = [start]
    while (follower := following.get(id(chain[-1]))) is not None:
        chain.append(follower)
    return chain


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
        for other in below.phrases:
            aligned = abs(other.x0 - phrase.x0) <= 2.6 * phrase.size and other.x0 < phrase.x1
            alike = abs(other.size - phrase.size) < 0.12 * phrase.size
            if aligned and alike and (is_long(other) or len(below.phrases) == 1 and not other.number):
                return other
    return None
