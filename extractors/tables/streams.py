"""Tables side by side: a line with two captions parts the lines below it."""

from __future__ import annotations

import re

from extractors.tables.phrases import TextLine

NUMBERED = re.compile(r"^(?:table|tableau|figure|graphique|chart|exhibit)\s+[\dIVX]", re.IGNORECASE)


def streams_of(lines: list[TextLine]) -> list[list[TextLine]]:
    """The lines of a page, and apart from them the left and the right part of zones under two captions."""
    main: list[TextLine] = []
    found: list[list[TextLine]] = []
    index = 0
    while index < len(lines):
        border = _second_caption(lines[index])
        if border is None:
            main.append(lines[index])
            index += 1
            continue
        left: list[TextLine] = []
        right: list[TextLine] = []
        while index < len(lines) and not _crosses(lines[index], border):
            left += _part(lines[index], border, left=True)
            right += _part(lines[index], border, left=False)
            index += 1
        found += [left, right]
    return [main, *found]


def _second_caption(line: TextLine) -> float | None:
    """X of the second caption of a line."""
    captions = [phrase for phrase in line.phrases if NUMBERED.match(phrase.text)]
    return captions[1].x0 - 0.5 * line.size if len(captions) == 2 else None


def _crosses(line: TextLine, x: float) -> bool:
    return any(phrase.x0 < x < phrase.x1 for phrase in line.phrases)


def _part(line: TextLine, x: float, *, left: bool) -> list[TextLine]:
    phrases = [phrase for phrase in line.phrases if (phrase.x1 <= x) == left]
    return [TextLine(phrases, line.base, line.size, line.number)] if phrases else []
