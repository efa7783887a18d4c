"""Running heads, feet and page numbers: lines that come back at one place on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from core.model.page import Line

ZONE = 0.13
"""Share of the page height at its top and bottom where running lines stand."""

EDGE = 0.09
"""The same for a page number that does not come back (a document of one page)."""

SHARE = 0.3
"""Share of the pages on which a running line comes back (left and right pages may differ)."""

PAGE_NUMBER = re.compile(
    r"^(?:[-–—]\s*)?(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?(?:\s*[-–—])?$", re.IGNORECASE
)

Place = tuple[int, str]
"""Height on the page in steps of 6 points, and the text with its digits folded."""


def running_places(pages: Sequence[tuple[float, Sequence[Line]]]) -> frozenset[Place]:
    """The places of lines that come back; pages are (height in points, lines)."""
    counts: Counter[Place] = Counter()
    for height, lines in pages:
        counts.update({place for line in lines if in_zone(line, height, ZONE) for place in _places(line)})
    least = max(2, SHARE * len(pages))
    return frozenset(place for place, count in counts.items() if count >= least)


def is_running(line: Line, height: float, running: frozenset[Place]) -> bool:
    """Whether a line of a page is a running head or foot, or its page number."""
    if in_zone(line, height, EDGE) and PAGE_NUMBER.match(line.text):
        return True
    return in_zone(line, height, ZONE) and any(place in running for place in _places(line))


def in_zone(line: Line, height: float, share: float) -> bool:
    """Whether a line stands at the top or the bottom of a page of some height."""
    middle = (line.bbox[1] + line.bbox[3]) / 2
    return middle < share * height or middle > (1 - share) * height


def _places(line: Line) -> tuple[Place, Place]:
    """The place of a line on two grids, half a step apart: near heights share one of them."""
    middle = (line.bbox[1] + line.bbox[3]) / 2
    text = re.sub(r"\d+", "#", line.text)
    return (2 * round(middle / 6), text), (2 * round(middle / 6 + 0.5) + 1, text)
