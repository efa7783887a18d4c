"""Columns of the page: text on both sides of a corridor whose lines do not go together.

Tables side by side, and a table beside running text, are read apart. Cells of one row stand on one baseline;
lines of two columns of a page meet only by chance, or the rules of each side end at the corridor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from extractors.pdf.words import Words
from extractors.tables.bars import Bar
from extractors.tables.phrases import Phrase, TextLine, is_label, own_line
from extractors.tables.prose import is_long

SHARED = 3
"""Phrases that begin at one x, from which it may be the left side of a column of the page."""

CANDIDATES = 8
"""The most frequent of these that are tried."""

LINES = 5
"""Lines that each side has at least."""

CORRIDOR = 1.0
"""Ems of white between the sides."""

ON_LINE, OFF_LINE = 0.12, 0.48
"""Ems. Nearer baselines are one line; up to the second figure two lines that no table row explains."""

HALF_WAY = 0.65
"""The same where both sides have as many lines: then none is set in the middle of a cell of two lines."""

ALIKE = 1.35
"""How often as many lines one side may have."""

ENOUGH = 0.35
"""Share of the lines of a side that must be off the lines of the other one."""

FULL = 0.4
"""Share of the lines of a side that are of running text or have several phrases."""

SENTENCES = 20
"""Words of a side note, and more."""

INNER = 0.12
"""Share of the width of the text at each side in which no column of the page begins or ends."""

LABELLED = 0.8
"""Share of the rows of a table that begin with words."""

TITLE_LINES = 5
"""Lines of one text above a table among which its title is looked for."""

ROW = 4
"""Phrases of a row of a table across the page."""

ROWS = 3
"""Rows from which such a table may begin where the zone does."""

MOST = 3
"""Columns of a page beside each other that are looked for."""


@dataclass(slots=True)
class Zone:
    """Lines from ``start`` up to ``end`` of which no phrase crosses the corridor left of ``x``."""

    start: int
    end: int
    x: float
    left: list[TextLine]
    right: list[TextLine]


def page_columns(
    lines: list[TextLine], bars: list[Bar], words: Words, most: int = MOST
) -> list[list[TextLine]]:
    """The lines as they are, or parted: those of no zone, then each column of each zone by itself."""
    if most < 2:
        return [lines]
    zones = [zone for x in _sides(lines) for zone in _zones(lines, x, words) if _is_parted(zone, bars)]
    if not zones:
        return [lines]
    zone = _without_rows(max(zones, key=lambda zone: zone.end - zone.start), lines, bars, words)
    above, below = lines[: zone.start], lines[zone.end :]
    return [
        above,
        *page_columns(zone.left, bars, words, most - 1),
        *page_columns(zone.right, bars, words, most - 1),
        *page_columns(below, bars, words, most),
    ]


def _without_rows(zone: Zone, lines: list[TextLine], bars: list[Bar], words: Words) -> Zone:
    """The zone without the rows of a table across the page that ends above it."""
    if _is_ruled_apart(zone, bars) or _is_titled_apart(zone):
        return zone
    start, rows = zone.start, 0
    for index, line in enumerate(lines[zone.start : zone.end], start=zone.start + 1):
        if _is_across(line, zone.x, words):
            start, rows = index, rows + 1
        elif any(is_long(phrase) for phrase in line.phrases):
            break
    goes_on = zone.start > 0 and len(lines[zone.start - 1].phrases) >= ROW
    trimmed = _zone(lines, start, zone.end, zone.x, words)
    if rows < (1 if goes_on else ROWS) or min(len(trimmed.left), len(trimmed.right)) < LINES:
        return zone
    return trimmed


def _is_across(line: TextLine, x: float, words: Words) -> bool:
    """Whether a line is a row with figures on both sides of ``x``, all on one baseline."""
    sides = {phrase.x0 >= x - 1 for phrase in line.phrases if phrase.number}
    bases = [words.bases[phrase.words[0]] for phrase in line.phrases]
    return len(line.phrases) >= ROW and len(sides) == 2 and max(bases) - min(bases) <= ON_LINE * line.size


def _sides(lines: list[TextLine]) -> list[float]:
    """X where many phrases begin in the inner part of the text, the most frequent first."""
    if len(lines) < 2 * LINES:
        return []
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    inner = (low + INNER * (high - low), high - INNER * (high - low))
    starts = Counter(round(p.x0) for line in lines for p in line.phrases if inner[0] < p.x0 < inner[1])
    return [float(x) for x, count in starts.most_common(CANDIDATES) if count >= SHARED]


def _zones(lines: list[TextLine], x: float, words: Words) -> list[Zone]:
    """The stretches of lines that keep out of the corridor left of ``x`` and have text on both sides."""
    zones, start = [], 0
    for index in range(len(lines) + 1):
        if index < len(lines) and not _crosses(lines[index], x):
            continue
        if index - start >= LINES:
            zones.append(_zone(lines, start, index, x, words))
        start = index + 1
    return [zone for zone in zones if min(len(zone.left), len(zone.right)) >= LINES]


def _crosses(line: TextLine, x: float) -> bool:
    margin = CORRIDOR * line.size
    return any(phrase.x0 < x - 1 and phrase.x1 > x - margin for phrase in line.phrases)


def _zone(lines: list[TextLine], start: int, end: int, x: float, words: Words) -> Zone:
    left = _parts(lines[start:end], words, lambda phrase: phrase.x0 < x - 1)
    right = _parts(lines[start:end], words, lambda phrase: phrase.x0 >= x - 1)
    return Zone(start, end, x, left, right)


def _parts(lines: list[TextLine], words: Words, chosen: Callable[[Phrase], bool]) -> list[TextLine]:
    """The lines of one side, each on its own baseline."""
    parts = []
    for line in lines:
        phrases = [phrase for phrase in line.phrases if chosen(phrase)]
        if phrases:
            parts.append(own_line(phrases, line, words))
    return parts


def _is_parted(zone: Zone, bars: list[Bar]) -> bool:
    if not (_is_page_column(zone.left) and _is_page_column(zone.right)):
        return False
    if _is_narrow(zone) and not (_is_side_note(zone.left) or _is_side_note(zone.right)):
        return False
    return _is_off_line(zone) or _is_ruled_apart(zone, bars) or _is_titled_apart(zone)


def _is_narrow(zone: Zone) -> bool:
    """Whether a side takes less than a quarter of the width of the text."""
    low = min(line.x0 for line in zone.left)
    high = max(line.x1 for line in zone.right)
    return not low + 0.25 * (high - low) < zone.x < low + 0.75 * (high - low)


def _is_page_column(side: list[TextLine]) -> bool:
    """Whether a side can stand alone: running text, or columns of its own; the labels of a table cannot."""
    full = sum(1 for line in side if len(line.phrases) > 1 or is_long(line.phrases[0]))
    return full >= FULL * len(side) or _is_side_note(side)


def _is_side_note(side: list[TextLine]) -> bool:
    """Whether a side is sentences in narrow lines: one left edge, lines that go on in the next one."""
    phrases = [line.phrases[0] for line in side]
    if any(len(line.phrases) > 1 for line in side) or sum(len(p.words) for p in phrases) < SENTENCES:
        return False
    edge = sorted(phrase.x0 for phrase in phrases)[len(phrases) // 2]
    at_edge = sum(1 for phrase in phrases if abs(phrase.x0 - edge) < 0.3 * phrase.size)
    going_on = sum(1 for phrase in phrases if phrase.text[0].islower())
    ended = any(phrase.text.endswith((".", "?", ";")) for phrase in phrases)
    return ended and at_edge >= 0.8 * len(phrases) and going_on >= 0.5 * len(phrases)


def _is_off_line(zone: Zone) -> bool:
    """Whether many lines of the side with fewer of them stand beside the other side's lines, not on them."""
    few, many = _beside(zone.left, zone.right), _beside(zone.right, zone.left)
    if len(few) > len(many):
        few, many = many, few
    if len(few) < LINES:
        return False
    most = HALF_WAY if len(many) <= ALIKE * len(few) else OFF_LINE
    bases = [line.base for line in many]
    off = sum(1 for line in few if ON_LINE < min(abs(line.base - y) for y in bases) / line.size < most)
    return off >= ENOUGH * len(few)


def _beside(side: list[TextLine], other: list[TextLine]) -> list[TextLine]:
    """The lines of a side at the height of the other side."""
    top, bottom = other[0].base, other[-1].base
    return [line for line in side if top - line.size < line.base < bottom + line.size]


def _is_ruled_apart(zone: Zone, bars: list[Bar]) -> bool:
    """Whether both sides have rules of their own from end to end, and none runs across the corridor."""
    top, bottom = zone.left[0].top, zone.left[-1].bottom
    inner = [bar for bar in bars if top - 20 < bar.y < bottom + 20]
    if any(bar.x0 < zone.x - 4 and bar.x1 > zone.x + 4 for bar in inner):
        return False
    return all(_is_ruled(side, inner) for side in (zone.left, zone.right))


def _is_titled_apart(zone: Zone) -> bool:
    """Whether each side is a table under a title of its own: a text over its labels and its figures."""
    return all(_is_titled(side) for side in (zone.left, zone.right))


def _is_titled(side: list[TextLine]) -> bool:
    several = [line for line in side if len(line.phrases) > 1]
    firsts = [line.phrases[0] for line in several]
    labelled = [first for first in firsts if not first.number or first.leader or is_label(first.text)]
    if len(several) < LINES or len(labelled) < LABELLED * len(several):
        return False
    left, right = min(line.x0 for line in several), max(line.x1 for line in several)
    figures = min(line.phrases[1].x0 for line in several)
    above = [line for line in side if line.base < several[0].base and len(line.phrases) == 1]
    titles = [line.phrases[0] for line in above[-TITLE_LINES:]]
    return any(
        title.x0 < figures < title.x1
        and (abs(title.x0 - left) <= title.size or abs(title.centre - (left + right) / 2) <= title.size)
        for title in titles
    )


def _is_ruled(side: list[TextLine], bars: list[Bar]) -> bool:
    """Whether at least two rules run over all columns of a side, of which there are several."""
    several = [line for line in side if len(line.phrases) > 1]
    if len(several) < LINES:
        return False
    x0, x1 = min(line.x0 for line in several), max(line.x1 for line in several)
    whole = [bar for bar in bars if bar.x0 < x0 + 4 and bar.x1 > x1 - 4]
    return len(whole) >= 2
