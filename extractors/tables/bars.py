"""Bars: level rules one by one, as hints for tables without a full set of rules."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.rules import Rules


@dataclass(frozen=True, slots=True)
class Bar:
    """A level rule: y, and from x0 to x1, in points."""

    y: float
    x0: float
    x1: float


MOST = 2000
"""Rules of a page; more are a drawing and hint at no table."""


def bars_of(rules: Rules) -> list[Bar]:
    """Level rules one by one; none where they are too many to be those of tables."""
    if len(rules) > MOST:
        return []
    sides = zip(rules.at.tolist(), rules.start.tolist(), rules.end.tolist(), strict=True)
    return [Bar(y, x0, x1) for y, x0, x1 in sides]


@dataclass(frozen=True, slots=True)
class Course:
    """Level rules at one height, taken together: one rule of the table, or one under each column."""

    y: float
    x0: float
    x1: float
    length: float


SAME_HEIGHT = 2.0
"""Points."""


def courses_of(bars: list[Bar]) -> list[Course]:
    """The rules by height, from top to bottom."""
    courses: list[Course] = []
    for bar in sorted(bars, key=lambda item: item.y):
        fresh = Course(bar.y, bar.x0, bar.x1, bar.x1 - bar.x0)
        if courses and bar.y - courses[-1].y <= SAME_HEIGHT:
            last = courses.pop()
            x0, x1 = min(last.x0, fresh.x0), max(last.x1, fresh.x1)
            fresh = Course(last.y, x0, x1, min(x1 - x0, last.length + fresh.length))
        courses.append(fresh)
    return courses
