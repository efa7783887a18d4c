"""Phrases: words of a line that stand together, the building blocks of unruled tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from extractors.pdf.runs import Indexes
from extractors.pdf.words import Words

LINE_SHIFT = 0.35
"""Ems. Baselines nearer than this are one line."""

NUMBER = re.compile(
    r"""^[(\[<>~≈≤≥±+\-–—−*]*                     # sign, open bracket
        (?:[$€£¥]|US\$|EUR|CHF)?\s*[(+\-–—−]*\s*
        (?:\d[\d.,'’\s\u00a0:/]*|[.,]\d+)          # digits, grouped
        (?:[–—-]\d[\d.,]*)?                        # a range
        \s*(?:%|‰|€|°|[kKMm]?€|\$|p|r|e)?[)\]]*    # unit, revised mark
        [*†‡§¹²³\d/a-z]{0,3}\)?$""",
    re.VERBOSE,
)
MISSING = re.compile(
    r"^(?:[-–—−.·•:*xX✓✔…z]{1,4}|n\.?\s?[adrs]\.?|N\.?/?[AD]\.?|\(?(?:NA|D|X|Z|S|B|L|NS|ns)\)?|nil|none|yes|no|oui|non|\$|%)$",
    re.IGNORECASE,
)
LEADER = re.compile(r"^[.…·_\s]*[.…·_]{1}[.…·_\s]*$")
CURRENCY = re.compile(r"^(?:[$€£¥]|US\$|EUR|USD)$")
UNIT = re.compile(r"^(?:%|€|\$|\)|°|‰|\*{1,3}|†|‡|[a-z]\)|\d{1,2}/|\([a-z0-9]\)|[a-z])$")


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


def is_number(text: str) -> bool:
    """Whether a text is a figure or stands for one (a dash, n.a., a tick)."""
    return NUMBER.match(text) is not None or MISSING.match(text) is not None


def text_lines(words: Words, members: Indexes) -> list[TextLine]:
    """The lines of the upright words ``members`` from top to bottom, each cut into phrases."""
    if not len(members):
        return []
    base = (words.boxes[members, 3] - words.drop[members]).astype(float)
    order = np.argsort(base, kind="stable")
    lines: list[TextLine] = []
    group: list[int] = []
    level = 0.0
    sizes, x0 = words.size.tolist(), words.boxes[:, 0].tolist()
    for k in order.tolist():
        index = int(members[k])
        if group and base[k] - level > LINE_SHIFT * sizes[index]:
            lines.append(_line(words, sorted(group, key=x0.__getitem__), level, len(lines)))
            group = []
        if not group:
            level = float(base[k])
        group.append(index)
    lines.append(_line(words, sorted(group, key=x0.__getitem__), level, len(lines)))
    return lines


def _line(words: Words, members: list[int], base: float, number: int) -> TextLine:
    sizes = [float(words.size[i]) for i in members]
    size = sorted(sizes)[len(sizes) // 2]
    spans = [(float(words.boxes[i, 0]), float(words.boxes[i, 2])) for i in members]
    pieces = _cut(words, members, spans, size)
    phrases = [_phrase(words, piece, number) for piece in pieces]
    return TextLine(phrases, base, size, number)


def _cut(words: Words, members: list[int], spans: list[tuple[float, float]], size: float) -> list[list[int]]:
    """The words of a line, parted where the gap is wider than the word spaces of the line."""
    gaps = [after[0] - before[1] for before, after in zip(spans, spans[1:], strict=False)]
    limit = _gap_limit(gaps, size)
    pieces = [[members[0]]]
    for index, gap in enumerate(gaps, start=1):
        before, after = words.text[members[index - 1]], words.text[members[index]]
        if gap > _limit_between(before, after, limit, size):
            pieces.append([])
        pieces[-1].append(members[index])
    return pieces


def _gap_limit(gaps: list[float], size: float) -> float:
    """Word spaces of a line are alike; what is over twice the lower ones parts columns."""
    if not gaps:
        return size
    low = sorted(gaps)[len(gaps) // 4]
    return min(max(2.2 * low, 0.62 * size), 1.15 * size)


def _limit_between(before: str, after: str, limit: float, size: float) -> float:
    if LEADER.match(after):
        return 2.5 * size
    if LEADER.match(before) or before.endswith("..."):
        return 0.0
    if CURRENCY.match(before):
        return limit
    if is_number(before) and is_number(after):
        if _is_group(before, after):
            return 0.4 * size
        return 0.42 * size
    return limit


def _is_group(before: str, after: str) -> bool:
    """Whether two pieces can be one number with a space for thousands."""
    return re.fullmatch(r"[(+\-–−$€£]*\d{1,3}", before) is not None and re.match(r"\d{3}(?:\D|$)", after) is not None


def _phrase(words: Words, members: list[int], line: int) -> Phrase:
    text = " ".join(words.text[i] for i in members)
    last = words.text[members[-1]]
    leader = last.endswith(("..", "…", "__")) or (len(members) > 1 and LEADER.match(last) is not None)
    return Phrase(
        words=members,
        text=text,
        x0=float(words.boxes[members[0], 0]),
        x1=max(float(words.boxes[i, 2]) for i in members),
        line=line,
        size=max(float(words.size[i]) for i in members),
        bold=bool(words.bold[members].all()),
        number=is_number(text),
        leader=leader,
    )
