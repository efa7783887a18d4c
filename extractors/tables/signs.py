"""Signs around text in line that speak for a table: its rules, a numbered caption right above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.tables.bars import courses_of
from extractors.tables.phrases import TextLine
from extractors.tables.regions import Region

NUMBERED = re.compile(r"^(?i:table|tableau)\s+(?:(?:[A-Z]{1,2}[-.]?)?\d|(?:[IVXL]+|[A-Z])(?=[.:\s–—-]|$))")
"""Table 3, Table A-2, TABLE IV."""

NEAR = 2.6
"""Ems from a line of a caption to the next one, or to the table."""

CAPTION_LINES = 4
"""Lines of the longest caption looked at, with its note on units."""

HEAD_LINES = 4
"""Lines of titles looked for above the rule that closes them."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands around a region.

    ``rules`` counts the wide level rules; ``named``: a caption with a number stands right above; ``headed``:
    a wide rule closes the titles at the head.
    """

    rules: int = 0
    named: bool = False
    headed: bool = False


def signs_of(region: Region, page: list[TextLine]) -> Signs:
    """The signs around a region; ``page`` are the lines of its column of the page."""
    wide = [course.y for course in courses_of(region.bars) if course.length > 0.7 * (region.x1 - region.x0)]
    head = region.lines[:HEAD_LINES]
    closed = [sum(line.base < y for line in head) for y in wide]
    headed = any(0 < count < min(HEAD_LINES, len(region.lines)) for count in closed)
    return Signs(len(wide), _is_named(region, page), headed)


def _is_named(region: Region, page: list[TextLine]) -> bool:
    """Whether a caption such as Table 3 begins in one of the close lines right above the region."""
    lower = region.lines[0]
    above = [line for line in page if line.base < lower.base - 0.3 * lower.size]
    for line in reversed(above[-CAPTION_LINES:]):
        if lower.base - line.base > NEAR * max(line.size, lower.size) or len(line.phrases) > 1:
            return False
        if NUMBERED.match(line.phrases[0].text):
            return True
        lower = line
    return False
