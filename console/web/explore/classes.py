"""Five classes of values for the colours of a map: as many territories in each as equal values allow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

CLASSES = 5


def upper_bounds(values: Sequence[float]) -> list[float]:
    """The greatest value of each class, in order; fewer than five where there are few different values."""
    ordered = sorted(values)
    if not ordered:
        return []
    positions = [-(-len(ordered) * number // CLASSES) - 1 for number in range(1, CLASSES + 1)]
    return sorted({ordered[max(position, 0)] for position in positions})


def tone_of(value: float, bounds: Sequence[float]) -> int:
    """The tone of a value, from 0 to 4; few classes are as far apart as they can be."""
    place = min(bisect_left(bounds, value), len(bounds) - 1)
    return (CLASSES - 1) * (place + 1) // len(bounds) if len(bounds) < CLASSES else place
