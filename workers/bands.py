"""How few documents a day may have, learned from the days that are like it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from statistics import median

MANY = 4
"""So many days are enough to know a band."""

ALWAYS = 8
"""After so many days, none of which was empty, an empty one is a gap, however few documents they had."""

REMEMBERED = 12
"""Days that are looked back at."""

WIDTH = 4.0
"""Spreads under the median at which the band ends."""

_NORMAL = 1.4826
"""The median absolute deviation of a normal distribution is its standard deviation by so much smaller."""


def least(history: Sequence[int]) -> int:
    """The least number of documents that is no surprise, of those of the like days before, latest first.

    The median less four spreads: the median absolute deviation, at least that of counting (the square root).
    """
    past = history[:REMEMBERED]
    if len(past) < MANY:
        return 0
    middle = median(past)
    spread = max(_NORMAL * median(abs(count - middle) for count in past), sqrt(middle))
    never_empty = len(past) >= ALWAYS and min(past) > 0
    return max(ceil(middle - WIDTH * spread), int(never_empty), 0)
