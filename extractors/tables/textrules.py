"""Rules made of characters: lines of hyphens and columns of colons, as typewriters drew them."""

from __future__ import annotations

import re

import numpy as np

from extractors.pdf.runs import Indexes
from extractors.pdf.words import Words
from extractors.tables.bars import Bar
from extractors.tables.phrases import Phrase, TextLine
from extractors.tables.rules import clustered

SEPARATORS = frozenset(":|!¦")

LEAST_SIGNS = 6
"""Signs under each other from which they are a rule."""

EVERY_LINE = 0.9
"""Share of the lines in which a typed rule has a sign."""

STROKES = re.compile(r"^(?:[-–—_=:+|]\s?){6,}$")
"""Six strokes or more and nothing else; colons and plus signs stand where columns cross."""
SHORT = re.compile(r"^(?:-{3,}|–{3,}|—{3,}|_{3,}|={3,})$")


def without_typed_rules(words: Words, members: Indexes) -> tuple[Indexes, list[Bar]]:
    """The words that are text, and the typed level rules among the others; upright ones are dropped."""
    index = members.tolist()
    strokes = [i for i in index if len(words.text[i]) > 5 and STROKES.match(words.text[i])]
    strokes += _short_rules(index, strokes, words)
    signs = [i for i in index if words.text[i] in SEPARATORS]
    upright = signs if len(strokes) > 1 else _upright(signs, index, words)
    if not strokes and not upright:
        return members, []
    bars = [Bar(words.bases[i] - 0.25 * words.sizes[i], words.lefts[i], words.rights[i]) for i in strokes]
    return members[~np.isin(members, strokes + upright)], bars


def _short_rules(index: list[int], strokes: list[int], words: Words) -> list[int]:
    """Runs of three to five strokes on a baseline that holds nothing else: rules under narrow columns."""
    short = [i for i in index if 2 < len(words.text[i]) < 6 and SHORT.match(words.text[i])]
    if not short:
        return []
    heights = {round(words.bases[i]) for i in set(index) - set(strokes) - set(short)}
    alone = [i for i in short if not heights & {round(words.bases[i]) + shift for shift in (-1, 0, 1)}]
    bases = [round(words.bases[i]) for i in [*alone, *strokes]]
    return [i for i in alone if bases.count(round(words.bases[i])) > 1]


def _upright(signs: list[int], index: list[int], words: Words) -> list[int]:
    """The signs that stand under each other in hardly interrupted columns."""
    if len(signs) < LEAST_SIGNS:
        return []
    column, _ = clustered(words.boxes[signs, 0], 0.3 * float(np.median(words.size[signs])))
    heights = sorted({round(words.bases[i]) for i in index})
    return [
        sign
        for number in range(int(column.max()) + 1)
        for sign in _rule_of([signs[k] for k in np.flatnonzero(column == number)], words, heights)
    ]


def _rule_of(signs: list[int], words: Words, heights: list[int]) -> list[int]:
    """The signs of a column if hardly a line between them lacks one; else they stand for missing figures."""
    if len(signs) < LEAST_SIGNS:
        return []
    bases = [round(words.bases[i]) for i in signs]
    passed = sum(1 for height in heights if min(bases) <= height <= max(bases))
    return signs if len(set(bases)) >= EVERY_LINE * passed else []


def without_spaced_rules(lines: list[TextLine]) -> tuple[list[TextLine], list[Bar]]:
    """The lines without phrases of strokes with spaces between (- - - - - -), and these as level rules."""
    kept, bars = [], []
    for line in lines:
        strokes = [phrase for phrase in line.phrases if STROKES.match(phrase.text)]
        bars += [_bar(phrase, line) for phrase in strokes]
        phrases = [phrase for phrase in line.phrases if phrase not in strokes]
        if phrases:
            kept.append(TextLine(phrases, line.base, line.size, line.number) if strokes else line)
    return kept, bars


def _bar(phrase: Phrase, line: TextLine) -> Bar:
    return Bar(line.base - 0.25 * line.size, phrase.x0, phrase.x1)
