"""Frames: level rules of one width under each other with rows of text between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.bars import Bar
from extractors.tables.phrases import TextLine
from extractors.tables.prose import BULLET, is_long

SAME = 5.0
"""Points by which the ends of rules of one table may differ."""

APART = 1.2
"""Ems of white above and below a heading between two tables."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rules of a half-ruled table, from the highest to the lowest."""

    bars: tuple[Bar, ...]

    @property
    def top(self) -> float:
        """Y of the first rule."""
        return self.bars[0].y

    @property
    def bottom(self) -> float:
        """Y of the last rule."""
        return self.bars[-1].y

    def holds(self, line: TextLine) -> bool:
        """Whether a line stands between the rules and mostly within their ends."""
        x0, x1 = self.bars[0].x0, self.bars[0].x1
        middle = line.base - 0.3 * line.size
        return (
            self.top < middle < self.bottom and line.x0 > x0 - 3 * line.size and line.x1 < x1 + 3 * line.size
        )


def frames_of(lines: list[TextLine], bars: list[Bar]) -> list[Frame]:
    """The frames of a page from top to bottom: three rules or more with tabular bands between."""
    found = []
    for stack in _stacks(bars):
        run = [stack[0]]
        for upper, lower in pairwise(stack):
            if not _is_tabular(upper, lower, lines):
                found += _frame(run)
                run = []
            run.append(lower)
        found += _frame(run)
    inner = [
        frame for frame in found if not any(_holds(frame, other) for other in found if other is not frame)
    ]
    return sorted(inner, key=lambda frame: frame.top)


def _holds(outer: Frame, inner: Frame) -> bool:
    """Whether a frame with fewer rules goes around another: the rules under headings, around tables."""
    common = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    return common > 0.8 * (inner.bottom - inner.top) and len(outer.bars) <= len(inner.bars)


def _frame(run: list[Bar]) -> list[Frame]:
    return [Frame(tuple(run))] if len(run) >= 3 else []


def _stacks(bars: list[Bar]) -> list[list[Bar]]:
    """The rules by their ends, each stack from top to bottom."""
    stacks: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda item: item.y):
        home = next(
            (s for s in stacks if abs(s[0].x0 - bar.x0) < SAME and abs(s[0].x1 - bar.x1) < SAME), None
        )
        if home is None:
            stacks.append([bar])
        else:
            home.append(bar)
    return stacks


def _is_tabular(upper: Bar, lower: Bar, lines: list[TextLine]) -> bool:
    """Whether the text between two rules is set in columns; a double rule has none and is tabular too."""
    width = upper.x1 - upper.x0
    between = [
        line for line in lines
        if upper.y < line.base - 0.3 * line.size < lower.y and line.x1 > upper.x0 and line.x0 < upper.x1
    ]  # fmt: skip
    if not between:
        return lower.y - upper.y < 6
    if any(
        len(line.phrases) == 1 and is_long(line.phrases[0]) and _width(line) > 0.6 * width for line in between
    ):
        return False
    outside = sum(
        1 for line in between if line.x0 < upper.x0 - 3 * line.size or line.x1 > upper.x1 + 3 * line.size
    )
    several = sum(1 for line in between if len(line.phrases) > 1)
    return several > 0 and outside == 0 and not _is_heading(upper, lower, between)


def _is_heading(upper: Bar, lower: Bar, between: list[TextLine]) -> bool:
    """Whether a number and its title stand alone in the white between two tables."""
    first, last = between[0], between[-1]
    apart = min(first.top - upper.y, lower.y - last.bottom) > APART * first.size
    return apart and len(first.phrases) == 2 and BULLET.match(first.phrases[0].text) is not None


def _width(line: TextLine) -> float:
    return line.x1 - line.x0
