"""The bounds that the watches of a segment put to one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workers.matching.demand import Demand


@dataclass(frozen=True, slots=True)
class Bounds:
    """By number of the watch: whether it asks, and the least and the most that it accepts."""

    asks: npt.NDArray[np.bool_]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]

    def hold(self, watches: npt.NDArray[np.int32], figure: float | None) -> npt.NDArray[np.bool_]:
        """Which of these watches a measure satisfies, or are indifferent; None satisfies no bounds."""
        indifferent: npt.NDArray[np.bool_] = ~self.asks[watches]
        if figure is None:
            return indifferent
        return indifferent | ((self.low[watches] <= figure) & (figure <= self.high[watches]))


def bounds_of(demands: Sequence[Demand]) -> dict[str, Bounds]:
    """The bounds by column."""
    found: dict[str, Bounds] = {}
    for number, each in enumerate(demands):
        for column, low, high in each.bounds:
            if column not in found:
                zeros = np.zeros(len(demands))
                found[column] = Bounds(np.zeros(len(demands), dtype=np.bool_), zeros, zeros.copy())
            here = found[column]
            here.asks[number], here.low[number], here.high[number] = True, low, high
    return found
