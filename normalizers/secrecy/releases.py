"""What readers know from earlier releases of a table: two releases side by side are one larger table.

A cell hidden yesterday stays hidden, or the sums of yesterday and of today would give its neighbours. A cell
that was told hides nothing once it is hidden, unless it moved: whoever kept the release knows it. Amounts are
taken to go one way, so a cell that grew is known to be no less than it was told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from normalizers.secrecy.table import Key, SumTable

CENT = 0.005
"""Amounts are told to the cent: a smaller change is none."""

_Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Told:
    """The earlier releases: cells hidden in one of them, and the last amount told of a cell."""

    hidden: Collection[Key] = frozenset()
    amounts: Mapping[Key, float] = field(default_factory=dict)

    def room(self, table: SumTable) -> tuple[_Numbers, _Numbers]:
        """How far each cell, in the order of the table, may seem to lie above and below its true value."""
        up, down = [], []
        for key, value in table.values.items():
            told = self.amounts.get(key, 0.0)
            still = key in self.amounts and abs(value - told) <= CENT
            up.append(0.0 if value == 0 or still else np.inf if value > told else told - value)
            down.append(0.0 if still else value - told if value > told else value)
        return np.array(up, float), np.array(down, float)
