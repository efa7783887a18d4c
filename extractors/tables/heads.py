"""The lines above the body of a table that are its header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.bars import Bar
from extractors.tables.body import ends_open
from extractors.tables.cores import is_caption
from extractors.tables.frames import APART
from extractors.tables.phrases import TextLine, is_label
from extractors.tables.prose import is_long

MOST = 9
"""Lines of the longest header looked for."""

HEADNOTE = re.compile(r"^[(\[]\S+ .*[)\]]$")

STEP = 1.9
"""Ems between lines of a header without rules."""

WRAPPED = 1.4
"""Ems between two lines of one label."""

FULL_STEP = 2.4
"""The same to a line with several labels."""

LARGER, LARGER_LABELS = 1.15, 1.35
"""Size of a header line with one text and with several, as a multiple of the size of the body."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Where a table body begins and ends, and where its labels end and its data begin, in points."""

    left: float
    right: float
    stub_end: float
    data_start: float

    @classmethod
    def of(cls, core: list[TextLine]) -> Sides:
        """The sides of some lines, of which one at least has several phrases."""
        several = [line for line in core if len(line.phrases) > 1]
        stubs = sorted(line.phrases[0].x1 for line in several)
        return cls(
            left=min(line.x0 for line in several),
            right=max(line.x1 for line in several),
            stub_end=stubs[len(stubs) // 2],
            data_start=min(line.phrases[1].x0 for line in several),
        )

    def wide(self, bar: Bar) -> bool:
        """Whether a rule is one of the whole table."""
        width = self.right - self.left
        common = min(bar.x1, self.right) - max(bar.x0, self.left)
        return common >= 0.7 * width and bar.x1 - bar.x0 <= 1.6 * width


def header_lines(
    lines: list[TextLine], start: int, core: list[TextLine], bars: list[Bar], used: int
) -> list[TextLine]:
    """The header lines above ``lines[start]``, the first of the core.

    Up to the highest rule of the table in reach; without a rule above it, while the lines are close.
    Lines up to index ``used`` belong to other tables.
    """
    sides = Sides.of(core)
    above = lines[max(used + 1, start - MOST) : start]
    floor = lines[used].base if used >= 0 else 0.0
    rules = sorted(
        (bar.y for bar in bars if floor < bar.y < lines[start].base and sides.wide(bar)), reverse=True
    )
    top = _top_rule(above, lines[start], rules, sides)
    ruled = [line for line in above if top is not None and line.base > top]
    return ruled or _without_headnote(_close_lines(above, lines[start], core, sides, bars, top))


def _without_headnote(head: list[TextLine]) -> list[TextLine]:
    """The lines without a unit for the whole table, in brackets above the labels: (Dollars in thousands)."""
    if head and len(head[0].phrases) == 1 and HEADNOTE.match(head[0].phrases[0].text):
        return head[1:]
    return head


def _top_rule(above: list[TextLine], first: TextLine, rules: list[float], sides: Sides) -> float | None:
    """Y of the highest rule with nothing but header lines between it and the body."""
    top: float | None = None
    ceiling = first.base
    for y in rules:
        band = [line for line in above if y < line.base <= ceiling and line is not first]
        if not _is_header_band(band, sides) or ceiling - y > (len(band) + 2) * 2.6 * first.size:
            break
        if not band and ceiling - y > 3 * first.size:
            break
        if band and top is not None and _is_apart(band, y, ceiling):
            break
        top = ceiling = y
    return top


def _is_apart(band: list[TextLine], y: float, ceiling: float) -> bool:
    """Whether more white parts lines from the rules above and below them than labels have: a heading."""
    above, below = band[0].top - y, ceiling - band[-1].bottom
    return min(above, below) > APART * band[0].size


def _is_header_band(band: list[TextLine], sides: Sides) -> bool:
    """Whether lines between two rules can be labels: no caption, no prose, and not only texts at the left."""
    if band and all(len(line.phrases) == 1 and line.x0 <= sides.stub_end for line in band):
        return False
    if len(band) > 6 or any(is_caption(line) or _is_prose(line) for line in band):
        return False
    return not any(_is_title(line, sides) for line in band)


def _close_lines(  # noqa: PLR0917
    above: list[TextLine],
    first: TextLine,
    core: list[TextLine],
    sides: Sides,
    bars: list[Bar],
    rule: float | None,
) -> list[TextLine]:
    """Header lines without a rule over them, each close to the next; ``rule`` may stand under the last."""
    head: list[TextLine] = []
    body = sorted(line.size for line in core)[len(core) // 2]
    steps = sorted(b.base - a.base for a, b in pairwise(core))
    step = steps[len(steps) // 4] if steps else 0.0
    below = first.base if rule is None else rule + 0.6 * first.size
    for index, line in reversed(list(enumerate(above))):
        single = len(line.phrases) == 1
        near = STEP if single and not _underlined(line, below, sides, bars) else FULL_STEP
        far = below - line.base > near * max(line.size, first.size)
        lower = head[0] if head else first
        titled = _is_title(line, sides) and not _is_stacked(line, lower)
        if far or line.size > (LARGER if single else LARGER_LABELS) * body or titled:
            break
        if not _may_label(line, sides):
            break
        wraps = _wraps(line, lower, max(WRAPPED * line.size, 1.1 * step), sides)
        if single and line.x0 <= sides.stub_end and not wraps and not _has_labels_above(above, index):
            break
        head.insert(0, line)
        below = line.base
    return head


def _underlined(line: TextLine, below: float, sides: Sides, bars: list[Bar]) -> bool:
    """Whether a rule over columns of figures alone stands right under a lone text: a title over them."""
    centre = line.phrases[0].centre
    return any(
        line.base < bar.y < below and bar.x0 < centre < bar.x1 and bar.x0 > sides.stub_end - line.size
        for bar in bars
    )


def _is_stacked(line: TextLine, lower: TextLine) -> bool:
    """Whether a lone text stands close over one label of the next line and reaches over no other."""
    text = line.phrases[0]
    over = [phrase for phrase in lower.phrases if phrase.x0 < text.x1 and phrase.x1 > text.x0]
    return (
        len(lower.phrases) > 1
        and len(over) == 1
        and abs(over[0].centre - text.centre) <= 0.35 * text.size
        and lower.base - line.base <= WRAPPED * line.size
    )


def _wraps(line: TextLine, lower: TextLine, reach: float, sides: Sides) -> bool:
    """Whether a lone text at the left goes on in the first of the labels below: its column was full."""
    if any(phrase.number and not is_label(phrase.text) for phrase in lower.phrases):
        return False
    before, after = line.phrases[0], lower.phrases[0]
    first = after.text.split(" ", 1)[0]
    full = before.x1 + after.width * len(first) / len(after.text) + 0.3 * after.size
    return (
        lower.base - line.base <= reach
        and abs(before.x0 - after.x0) <= 0.3 * before.size
        and before.bold == after.bold
        and before.x1 <= sides.data_start
        and full > max(sides.stub_end, after.x1)
        and (after.text[0].islower() or ends_open(before.text))
    )


def _may_label(line: TextLine, sides: Sides) -> bool:
    """Whether a line is no caption or prose, and within the sides of the table."""
    if is_caption(line) or _is_prose(line):
        return False
    return line.x0 >= sides.left - 2 * line.size and line.x1 <= sides.right + 3 * line.size


def _has_labels_above(above: list[TextLine], index: int) -> bool:
    """Whether a line with several labels stands close above a single one: the label of the labels."""
    if index == 0:
        return False
    line, upper = above[index], above[index - 1]
    return len(upper.phrases) > 1 and line.base - upper.base <= STEP * line.size and not is_caption(upper)


def _is_prose(line: TextLine) -> bool:
    return len(line.phrases) == 1 and is_long(line.phrases[0])


def _is_title(line: TextLine, sides: Sides) -> bool:
    """Whether a line is set in the middle of the whole table: its title, not a label over its data."""
    if len(line.phrases) > 1:
        return False
    centre = line.phrases[0].centre
    of_table, of_data = (sides.left + sides.right) / 2, (sides.data_start + sides.right) / 2
    return abs(centre - of_table) < line.size and abs(centre - of_data) > 1.5 * line.size
