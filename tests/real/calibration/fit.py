"""A curve from scores to shares of right values, and how far stated certainty is from what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from normalizers.confidence import Curve, along
from tests.real.calibration.observe import Observation

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 1.0)
FEWEST = 25
"""Values behind a point of a curve; fewer are put together with their neighbours."""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one band of stated certainty: how many, the mean stated, how many are right."""

    least: float
    most: float
    count: int
    stated: float
    right: int

    @property
    def share(self) -> float:
        """How often they are right."""
        return self.right / self.count


def reliability(observations: Sequence[Observation], sure: Callable[[Observation], float]) -> list[Row]:
    """The bands that have values, in order; ``sure`` is the certainty that is stated of a value."""
    stated = np.array([sure(each) for each in observations])
    right = np.array([each.right for each in observations])
    bands = np.clip(np.digitize(stated, EDGES) - 1, 0, len(EDGES) - 1)
    return [
        Row(
            least=EDGES[band],
            most=EDGES[min(band + 1, len(EDGES) - 1)],
            count=int((bands == band).sum()),
            stated=float(stated[bands == band].mean()),
            right=int(right[bands == band].sum()),
        )
        for band in sorted(set(bands.tolist()))
    ]


def calibration_error(rows: Sequence[Row]) -> float:
    """The expected calibration error: how far stated and right are apart, weighted by the values."""
    total = sum(row.count for row in rows)
    return sum(row.count * abs(row.stated - row.share) for row in rows) / total


def fit(observations: Sequence[Observation]) -> Curve:
    """Points of a curve that never falls: shares by score, each with one right and one wrong value added.

    Scores are taken in their order until a point has enough values; neighbours that would make the curve
    fall are put together (the pool-adjacent-violators algorithm).
    """
    scored = sorted((each for each in observations if each.score < 1.0), key=lambda each: each.score)
    pools: list[list[float]] = []  # scores summed, values, right ones
    for pool in _pools(scored):
        pools.append([sum(each.score for each in pool), len(pool), sum(each.right for each in pool)])
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return tuple((round(pool[0] / pool[1], 3), round(_share(pool), 4)) for pool in pools)


def _pools(scored: Sequence[Observation]) -> Iterator[list[Observation]]:
    """Values in runs of FEWEST at least; equal scores stay together."""
    pool: list[Observation] = []
    for number, each in enumerate(scored):
        pool.append(each)
        last = number + 1 == len(scored)
        if last or (len(pool) >= FEWEST and scored[number + 1].score != each.score):
            yield pool
            pool = []


def _share(pool: Sequence[float]) -> float:
    return (pool[2] + 1) / (pool[1] + 2)


def held_out_error(observations: Sequence[Observation]) -> float:
    """The calibration error where each set is judged by a curve fitted on the other sets alone."""
    curves = {
        group: fit([each for each in observations if each.group != group])
        for group in {each.group for each in observations}
    }
    return calibration_error(reliability(observations, lambda each: along(curves[each.group], each.score)))
