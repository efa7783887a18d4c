"""Rules made of characters: lines of hyphens, underscores or equals signs, as typewriters drew them."""

from __future__ import annotations

import re

from extractors.tables.bars import Bar
from extractors.tables.phrases import Phrase, TextLine

STROKES = re.compile(r"^(?:[-–—_=:+|]\s?){6,}$")
"""Six strokes or more and nothing else; colons and plus signs stand where columns cross."""


def without_text_rules(lines: list[TextLine]) -> tuple[list[TextLine], list[Bar]]:
    """The lines without typed rules, and these as level rules."""
    kept, bars = [], []
    for line in lines:
        strokes = [phrase for phrase in line.phrases if STROKES.match(phrase.text)]
        bars += [_bar(phrase, line) for phrase in strokes]
        phrases = [phrase for phrase in line.phrases if not STROKES.match(phrase.text)]
        if phrases:
            kept.append(TextLine(phrases, line.base, line.size, line.number) if strokes else line)
    return kept, bars


def _bar(phrase: Phrase, line: TextLine) -> Bar:
    return Bar(line.base - 0.25 * line.size, phrase.x0, phrase.x1)
