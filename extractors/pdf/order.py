"""Reading order: full lines from top to bottom, columns of running text one after the other."""

from __future__ import annotations

from bisect import bisect_right

from extractors.pdf.lines import Segment

LEAST_LINES = 6
"""Lines that each of two columns must have."""

FULL = 0.5
"""Share of the column that its lines must fill, or it is a column of a table."""

CROSSING = 0.35
"""Share of the lines that may run across the gutter (titles, tables, figures)."""

GUTTER = 7.0
"""Points. The narrowest gutter between columns of text."""

MAX_DEPTH = 3


def in_order(segments: list[Segment], depth: int = 0) -> list[list[Segment]]:
    """The segments as lines in reading order; segments of one line stay together."""
    gutter = _gutter(segments) if depth < MAX_DEPTH else None
    if gutter is None:
        return _rows(segments)
    ordered: list[list[Segment]] = []
    for band in _bands(segments, gutter):
        if _crosses(band[0], gutter):
            ordered += _rows(band)
        else:
            left = [segment for segment in band if segment.x1 <= gutter]
            right = [segment for segment in band if segment.x1 > gutter]
            ordered += in_order(left, depth + 1) + in_order(right, depth + 1)
    return ordered


def _rows(segments: list[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda item: (item.base, item.x0)):
        if rows and segment.base - rows[-1][0].base <= 0.35 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _crosses(segment: Segment, x: float) -> bool:
    return segment.x0 < x < segment.x1


def _bands(segments: list[Segment], gutter: float) -> list[list[Segment]]:
    """Runs of segments that cross the gutter, and of such that do not, from top to bottom."""
    bands: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda item: (item.base, item.x0)):
        if bands and _crosses(bands[-1][0], gutter) == _crosses(segment, gutter):
            bands[-1].append(segment)
        else:
            bands.append([segment])
    return bands


def _gutter(segments: list[Segment]) -> float | None:
    """X of the white between two columns of running text, if there are such."""
    if len(segments) < 2 * LEAST_LINES:
        return None
    sides = [(s.x0, s.x1) for s in segments]
    low, high = min([x0 for x0, _ in sides]), max([x1 for _, x1 in sides])
    best: tuple[int, float] | None = None
    for x in _candidates(segments, low + 0.25 * (high - low), low + 0.75 * (high - low)):
        crossing = sum([x0 < x < x1 for x0, x1 in sides])
        if best is None or crossing < best[0]:
            best = (crossing, x)
    if best is None or not _parts_text(segments, best[1], best[0], (low, high)):
        return None
    return best[1]


def _candidates(segments: list[Segment], low: float, high: float) -> list[float]:
    """Middles of the white to the left of places where several lines begin."""
    starts = sorted([s.x0 for s in segments if low < s.x0 < high])
    ends = sorted([s.x1 for s in segments])
    found = []
    for start in starts[:: max(1, len(starts) // 24)]:
        reached = bisect_right(ends, start - GUTTER + 0.5)
        before = ends[reached - 1] if reached else low - (high - low)
        if before > low - (high - low) and start - before < 0.5 * (high - low):
            found.append((max(before, start - 2 * GUTTER) + start) / 2)
    return found


def _parts_text(segments: list[Segment], x: float, crossing: int, ends: tuple[float, float]) -> bool:
    left = [s for s in segments if s.x1 <= x]
    right = [s for s in segments if s.x0 >= x]
    if min(len(left), len(right)) < LEAST_LINES or crossing > CROSSING * len(segments):
        return False
    overlap = min(left[-1].base, right[-1].base) - max(left[0].base, right[0].base)
    if overlap < 3 * left[0].size:
        return False
    return _fill(left, x - ends[0]) >= FULL and _fill(right, ends[1] - x) >= FULL


def _fill(side: list[Segment], width: float) -> float:
    """Median share of the width of a column that its lines take."""
    shares = sorted((segment.x1 - segment.x0) / max(width, 1.0) for segment in side)
    return shares[len(shares) // 2]
