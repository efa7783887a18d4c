"""Running headers, footers and page numbers: lines that come back at the same place of several pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from core.model.page import Line, Page

EDGE = 0.11
"""Share of the height, at the top and at the bottom, in which running lines stand."""

PLACE = 6.0
"""Points: running lines stand at the same height, give or take."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:(?:/|sur|de)\s*\d{1,4})?\s*[-–—]?$", re.IGNORECASE
)

Sign = tuple[str, int]


def without_running_lines(pages: list[Page]) -> tuple[Page, ...]:
    """The pages with their running lines in ``margins``; a document of one page has none."""
    if len(pages) < 2:
        return tuple(pages)
    counts = Counter(sign for page in pages for sign in {_sign(page, line) for line in _edges(page)})
    repeated = {sign for sign, count in counts.items() if count >= max(2, len(pages) / 2)}
    return tuple(_part(page, repeated) for page in pages)


def _part(page: Page, repeated: set[Sign]) -> Page:
    edges = {id(line) for line in _edges(page)}
    running = [line for line in page.lines if id(line) in edges and _is_running(page, line, repeated)]
    kept = {id(line) for line in running}
    return replace(
        page,
        lines=tuple(line for line in page.lines if id(line) not in kept),
        margins=tuple(running),
    )


def _is_running(page: Page, line: Line, repeated: set[Sign]) -> bool:
    text, place = _sign(page, line)
    near = any((text, place + shift) in repeated for shift in (-1, 0, 1))
    return near or _PAGE_NUMBER.match(line.text.strip()) is not None


def _edges(page: Page) -> list[Line]:
    low, high = EDGE * page.height, (1 - EDGE) * page.height
    return [line for line in page.lines if line.bbox[3] <= low or line.bbox[1] >= high]


def _sign(page: Page, line: Line) -> Sign:
    """The words without their numbers, and the height."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.bbox[1] / PLACE)
