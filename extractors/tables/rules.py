"""Ruling lines of a page, cleaned: pieces joined, doubles merged, underlines dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extractors.pdf.frame import Boxes
from extractors.pdf.runs import Flags, Floats, Indexes

SNAP = 2.2
"""Points. Rules nearer than this are strokes of one rule (double lines, hand-made borders)."""

JOIN = 3.2
"""Points. Gaps in a rule that the eye does not see (dashes, the corners Word draws)."""


Reals = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Rules:
    """n parallel rules: where they stand (``at``) and from where to where they run, in points.

    For level rules ``at`` is y and they run along x; for upright rules the reverse. Sorted by ``at``.
    """

    at: Floats
    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.at)

    def where(self, chosen: Flags | Indexes) -> Rules:
        """Only the chosen rules."""
        return Rules(self.at[chosen], self.start[chosen], self.end[chosen])


NO_RULES = Rules(*(np.zeros(0, dtype=np.float32) for _ in range(3)))


def level_rules(boxes: Boxes) -> Rules:
    """Level rules of thin boxes."""
    return joined((boxes[:, 1] + boxes[:, 3]) / 2, boxes[:, 0], boxes[:, 2])


def upright_rules(boxes: Boxes) -> Rules:
    """Upright rules of thin boxes."""
    return joined((boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 1], boxes[:, 3])


def joined(at: Reals, start: Reals, end: Reals) -> Rules:
    """Rules made of strokes: strokes of one position that touch become one rule. O(n log n)."""
    if not len(at):
        return NO_RULES
    cluster, position = clustered(at, SNAP)
    order = np.lexsort((start, cluster))
    cluster, start, end = cluster[order], start[order], end[order]
    reach = _running_reach(cluster, end)
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (cluster[1:] != cluster[:-1]) | (start[1:] > reach[:-1] + JOIN)
    first = np.flatnonzero(fresh)
    return Rules(
        position[cluster[first]],
        start[first].astype(np.float32),
        np.maximum.reduceat(end, first).astype(np.float32),
    )


def clustered(values: Reals, tolerance: float) -> tuple[Indexes, Floats]:
    """Cluster number of each value (ascending) and the mean of each cluster; a gap over tolerance parts."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    steps = np.concatenate(([False], np.diff(ordered) > tolerance))
    numbers = np.cumsum(steps)
    labels = np.empty(len(values), dtype=np.intp)
    labels[order] = numbers
    means = np.bincount(numbers, weights=ordered) / np.bincount(numbers)
    return labels, means.astype(np.float32)


def _running_reach(cluster: Indexes, end: Reals) -> Floats:
    """The furthest end so far among the strokes of the same cluster."""
    lift = (float(end.max()) - float(end.min()) + 1.0) * cluster.astype(np.float64)
    result: npt.NDArray[np.float64] = np.maximum.accumulate(end + lift) - lift
    return result.astype(np.float32)
