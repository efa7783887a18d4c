"""Phrases: words of a line that stand together, the building blocks of unruled tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np

from extractors.pdf.runs import Indexes
from extractors.pdf.words import Words

LINE_SHIFT = 0.35
"""Ems. Baselines nearer than this are one line."""

FIGURE_GAP = 0.42
"""Ems. Two figures further apart are two; thousands are parted by less."""

RANGE_GAP = 0.65
"""Ems. The space of a fixed pitch, on both sides of the dash of a range."""

TELLING = 6
"""Gaps of a line from which the narrowest one is a word space, be it wide: the line is justified."""

LEADER_SIGNS = ".…·_"
LEADER_ENDS = ("..", "…", "__")

NUMBER = re.compile(
    r"""^(?!\d+(?:st|nd|rd|th|er|ère|ème)\b)       # no ordinal
        [(\[<>~≈≤≥±+\-–—−*]*                      # sign, open bracket
        (?:[$€£¥]|US\$|EUR|CHF)?\s*[(+\-–—−]*\s*
        (?:\d[\d.,'’\s\u00a0:/]*|[.,]\d+)          # digits, grouped
        (?:[–—-]\s?[$€£]?\d[\d.,]*)?               # a range
        (?:\([+\-–−]?\d[\d.,]*\s?%?\))?            # a share or an error in brackets
        \s*(?:%|‰|€|°|[kKMm]?€|\$|p|r|e)?[)\]]*    # unit, revised mark
        [*†‡§¹²³\d/a-z]{0,3}\)?
        (?:\s?(?:percent|thousand|[mb]illions?|years?|months?|weeks?|days?|hours?|k?g|mg|k?m|ha|tons?|lbs?))?$""",
    re.VERBOSE,
)
MISSING = re.compile(
    r"^(?:[-–—−.·•:*xX✓✔…z]{1,4}|n\.?\s?[adrs]\.?|N\.?/?[AD]\.?|\(?(?:NA|D|X|Z|S|B|L|NS|ns)\)?|nil|none|yes|no|oui|non|\$|%)$",
    re.IGNORECASE,
)
LEADER = re.compile(r"^[.…·_\s]*[.…·_]{1}[.…·_\s]*$")
CURRENCY = re.compile(r"^(?:[$€£¥]|US\$|EUR|USD)$")
YEAR = re.compile(r"^(?:1[89]|20)\d\d(?:[-–]\d{2,4})?$")
LEADING = 4
"""Dots after a year from which they lead to its figures."""

DASHES = frozenset("-–—−")
MARK = re.compile(r"^(?:%|‰|°|[*†‡§¹²³]{1,3}|[a-z]\)?|\d{1,2}/|\([a-z0-9]{1,2}\))$")
"""A unit or a note mark that belongs to the figure before it."""


DATE_LABEL = re.compile(r"^\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})$")

AREA_CODE = re.compile(r"^\(\d{3}\)$")
LOCAL_NUMBER = re.compile(r"^\d{3}[-.]\d{4}$")
"""The two words of a telephone number: (202) 555-0100."""
TELEPHONE = re.compile(r"^(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.]\d{4}$")

UNIT_LABEL = re.compile(r"^\(?[$€£]?\s?10{0,2}(?:[,.\s]?000){1,2}s?\)?$")
"""($1,000), 100,000: a unit in a header, not a figure."""

UNIT_SIGNS = frozenset("%$€£")


@dataclass(slots=True)
class Phrase:
    """Words side by side in one line. ``x0`` to ``x1`` is their extent in points; ``line`` is its number."""

    words: list[int]
    text: str
    x0: float
    x1: float
    line: int
    size: float
    bold: bool
    number: bool
    leader: bool
    """Ends with leader dots."""

    @property
    def centre(self) -> float:
        """Middle of the extent."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0


@dataclass(slots=True)
class TextLine:
    """The phrases of one line from left to right; ``base`` is the baseline in points from the page top."""

    phrases: list[Phrase]
    base: float
    size: float
    number: int = field(default=0)

    @property
    def x0(self) -> float:
        """Left end."""
        return self.phrases[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.phrases[-1].x1

    @property
    def top(self) -> float:
        """Top of the text, in points."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Bottom of the text, in points."""
        return self.base + 0.22 * self.size


def own_line(phrases: list[Phrase], line: TextLine, words: Words) -> TextLine:
    """Some phrases of a line as a line of their own, on their own baseline."""
    return TextLine(phrases, words.bases[phrases[0].words[0]], phrases[0].size, line.number)


@lru_cache(maxsize=16384)
def is_number(text: str) -> bool:
    """Whether a text is a figure or stands for one (a dash, n.a., a tick)."""
    return NUMBER.match(text) is not None or MISSING.match(text) is not None


def is_label(text: str) -> bool:
    """Whether a figure labels others rather than being one: a year, a date, or a unit such as ($1,000), %."""
    if text in UNIT_SIGNS:
        return True
    return _is_year(text) or DATE_LABEL.match(text) is not None or UNIT_LABEL.match(text) is not None


def _is_year(text: str) -> bool:
    digits = text.strip("()*")[:4]
    return digits.isdigit() and digits[:2] in ("18", "19", "20") and len(text) <= 8 and "," not in text


def upright_lines(words: Words) -> list[TextLine]:
    """The lines of all upright words of a page."""
    return text_lines(words, np.flatnonzero(words.turns == 0))


def text_lines(words: Words, members: Indexes) -> list[TextLine]:
    """The lines of the upright words ``members`` from top to bottom, each cut into phrases."""
    if not len(members):
        return []
    groups = _groups(words, members)
    space = _page_space(words, groups)
    return [_line(words, group, number, space) for number, group in enumerate(groups)]


def _groups(words: Words, members: Indexes) -> list[list[int]]:
    """The words by baseline, each line from left to right."""
    groups: list[list[int]] = []
    level = 0.0
    bases, sizes = words.bases, words.sizes
    for index in sorted(members.tolist(), key=bases.__getitem__):
        if not groups or bases[index] - level > LINE_SHIFT * sizes[index]:
            groups.append([])
            level = bases[index]
        groups[-1].append(index)
    return [sorted(group, key=words.lefts.__getitem__) for group in groups]


def _page_space(words: Words, groups: list[list[int]]) -> float:
    """The word space of the page in ems: the lower quarter of all gaps, within what fonts have."""
    pairs = np.array([pair for group in groups for pair in pairwise(group)], dtype=np.intp)
    if not len(pairs):
        return 0.3
    gaps = (words.boxes[pairs[:, 1], 0] - words.boxes[pairs[:, 0], 2]) / words.size[pairs[:, 0]]
    return float(np.clip(np.quantile(gaps, 0.25), 0.2, 0.62))


def _line(words: Words, members: list[int], number: int, space: float) -> TextLine:
    sizes = words.sizes
    main = sorted(members, key=sizes.__getitem__)[len(members) // 2]
    phrases = [_phrase(words, piece, number) for piece in _cut(words, members, sizes[main], space)]
    return TextLine(phrases, words.bases[main], sizes[main], number)


def _cut(words: Words, members: list[int], size: float, space: float) -> list[list[int]]:
    """The words of a line, parted where the gap is wider than the word spaces of the line."""
    lefts, rights, texts = words.lefts, words.rights, words.text
    gaps = [lefts[after] - rights[before] for before, after in pairwise(members)]
    limit, tight = _gap_limit(gaps, size, space), _tight_limit(gaps, size, space)
    row = [texts[member] for member in members]
    kept = _in_ranges(row, gaps, size) | _before_leaders(row, gaps, size)
    pieces = [[members[0]]]
    for index, gap in enumerate(gaps, start=1):
        before, after = texts[members[index - 1]], texts[members[index]]
        if (gap > FIGURE_GAP * size or before[-1] in LEADER_SIGNS) and index not in kept:
            if CURRENCY.match(before) and len(pieces[-1]) > 1 and is_number(texts[members[index - 2]]):
                before = texts[members[index - 2]]  # the unit of the figure before it, not of the next one
            other_kind = NUMBER.match(before) is not None and after[0].isupper() and not is_number(after)
            if gap > _limit_between(before, after, min(limit, tight) if other_kind else limit, size):
                pieces.append([])
        pieces[-1].append(members[index])
    return pieces


def _in_ranges(texts: list[str], gaps: list[float], size: float) -> set[int]:
    """The gaps (numbered by the word after them) around a dash that stands amid two figures: 1990 - 95.

    A dash that stands for a figure that is missing has more white at one side, or on both.
    """
    found: set[int] = set()
    for index in range(1, len(texts) - 1):
        if texts[index] not in DASHES:
            continue
        left, right = gaps[index - 1], gaps[index]
        figures = NUMBER.match(texts[index - 1]) and NUMBER.match(texts[index + 1])
        if figures and max(left, right) <= RANGE_GAP * size and abs(left - right) <= 0.1 * size:
            found |= {index, index + 1}
    return found


def _before_leaders(texts: list[str], gaps: list[float], size: float) -> set[int]:
    """The gaps (numbered by the word after them) between a year and leader dots with spaces: 1950 . . . .

    Signs for figures that are missing stand a column apart from each other, leader dots a space.
    """
    found: set[int] = set()
    if "." not in texts:
        return found
    for index in range(1, len(texts) - LEADING + 1):
        if texts[index] != "." or not YEAR.match(texts[index - 1]):
            continue
        dots, white = texts[index : index + LEADING], gaps[index : index + LEADING - 1]
        if set(dots) == {"."} and max(white) <= size and gaps[index - 1] <= 2.5 * size:
            found.add(index)
    return found


def _gap_limit(gaps: list[float], size: float, space: float) -> float:
    """Word spaces of a line are alike, and like those of the page; over twice as much parts columns."""
    if not gaps:
        return size
    low = min(sorted(gaps)[len(gaps) // 4], 1.5 * space * size)
    return min(max(2.2 * low, 0.55 * size), 1.15 * size)


def _tight_limit(gaps: list[float], size: float, space: float) -> float:
    """The limit between a figure and a capital: unlike words seldom stand together, so less parts them."""
    if not gaps:
        return size
    usual = min(gaps) if len(gaps) >= TELLING else min([*gaps, 1.3 * space * size])
    return max(FIGURE_GAP * size, 1.8 * usual)


def _limit_between(before: str, after: str, limit: float, size: float) -> float:
    if after[0] in LEADER_SIGNS and LEADER.match(after) and len(after) != 2 and not NUMBER.match(before):
        # Leader dots, then dots in the place of a figure: two runs with white between.
        return size if before.endswith("...") and len(after) > 2 else 2.5 * size
    if (before[0] in LEADER_SIGNS and LEADER.match(before)) or before.endswith("..."):
        return 0.0
    if MARK.match(after) and NUMBER.match(before):
        return 1.2 * size
    if CURRENCY.match(before) and NUMBER.match(after):
        return 9.0 * size
    if AREA_CODE.match(before) and LOCAL_NUMBER.match(after):
        return 1.2 * size
    figures = is_number(before) and is_number(after) and not before.endswith((",", ";"))
    return FIGURE_GAP * size if figures else limit


def word_space(lines: list[TextLine], words: Words) -> float:
    """The usual space between the words of a phrase, in ems: the median over the lines."""
    gaps = [
        (words.lefts[after] - words.rights[before]) / phrase.size
        for line in lines
        for phrase in line.phrases
        for before, after in pairwise(phrase.words)
    ]
    return sorted(gaps)[len(gaps) // 2] if gaps else 0.3


def split_at(line: TextLine, extents: list[tuple[float, float]], space: float, words: Words) -> TextLine:
    """The line with its phrases parted between the columns ``extents`` that they run over.

    Only at the widest space between the middles of two columns, and only where it is wider than the usual
    ``space`` (ems) or its two sides each stand in line with their column.
    """
    phrases = []
    figures = sum(phrase.number for phrase in line.phrases)
    least = LEAST_SPACE if figures >= LEAST_FIGURES and 2 * figures >= len(line.phrases) else 1.1
    for phrase in line.phrases:
        phrases += _split(phrase, extents, space, least, words) if len(phrase.words) > 1 else [phrase]
    return TextLine(phrases, line.base, line.size, line.number)


LEAST_FIGURES, LEAST_SPACE = 3, 0.9
"""Figures of a line of data, in which a label ends a space before its figure where that fills its column."""


def _split(
    phrase: Phrase, extents: list[tuple[float, float]], space: float, least: float, words: Words
) -> list[Phrase]:
    cuts: set[int] = set()
    ends = [(words.lefts[i], words.rights[i]) for i in phrase.words]
    gaps = [(before[1], after[0]) for before, after in pairwise(ends)]
    for before, after in pairwise(extents):
        left, right = (before[0] + before[1]) / 2, (after[0] + after[1]) / 2
        between = [k for k, gap in enumerate(gaps) if left < (gap[0] + gap[1]) / 2 < right]
        if not between:
            continue
        widest = max(between, key=lambda k: gaps[k][1] - gaps[k][0])
        width = (gaps[widest][1] - gaps[widest][0]) / phrase.size
        in_line = _stand_apart(words, phrase, widest, before, after)
        last = _ends_with_figure(words, phrase, widest, after)
        apart = width >= 1.1 * space and (in_line or last)
        if width >= 1.45 * space or apart or (width >= least * space and in_line and last):
            cuts.add(widest)
    bounds = [0, *(k + 1 for k in sorted(cuts)), len(phrase.words)]
    return [_phrase(words, phrase.words[a:b], phrase.line) for a, b in pairwise(bounds)]


def _stand_apart(
    words: Words, phrase: Phrase, k: int, before: tuple[float, float], after: tuple[float, float]
) -> bool:
    """Whether the words next to a space are each in line with their column."""
    left, right = phrase.words[k], phrase.words[k + 1]
    first = (words.lefts[left], words.rights[left])
    second = (words.lefts[right], words.rights[right])
    return _in_line(first, before, phrase.size) and _in_line(second, after, phrase.size)


def _ends_with_figure(words: Words, phrase: Phrase, k: int, after: tuple[float, float]) -> bool:
    """Whether a figure after words stands at the right end of its column."""
    left, right = phrase.words[k], phrase.words[k + 1]
    figure = NUMBER.match(words.text[right]) is not None and not is_number(words.text[left])
    return figure and abs(words.rights[right] - after[1]) <= 0.2 * phrase.size


def _in_line(text: tuple[float, float], column: tuple[float, float], size: float) -> bool:
    centre = abs(text[0] + text[1] - column[0] - column[1]) / 2
    return min(centre, abs(text[0] - column[0]), abs(text[1] - column[1])) <= 0.2 * size


def _phrase(words: Words, members: list[int], line: int) -> Phrase:
    last = words.text[members[-1]]
    if len(members) == 1:
        return _word(words, members, last, line)
    text = " ".join([words.text[i] for i in members])
    leader = last.endswith(LEADER_ENDS) or LEADER.match(last) is not None
    rights, sizes, bolds = words.rights, words.sizes, words.bolds
    return Phrase(
        words=members,
        text=text,
        x0=words.lefts[members[0]],
        x1=max([rights[i] for i in members]),
        line=line,
        size=max([sizes[i] for i in members]),
        bold=all([bolds[i] for i in members]),
        number=is_number(text),
        leader=leader,
    )


def _word(words: Words, members: list[int], text: str, line: int) -> Phrase:
    """A phrase of one word."""
    (index,) = members
    return Phrase(
        words=members,
        text=text,
        x0=words.lefts[index],
        x1=words.rights[index],
        line=line,
        size=words.sizes[index],
        bold=words.bolds[index],
        number=is_number(text),
        leader=text.endswith(LEADER_ENDS),
    )
