"""Cells that are secret by themselves: too few units, or one that is nearly all of it.

The rules are those of the French official statistics: a published cell has at least three units and none of
them makes more than 85 % of its amount (law 51-711, guide of the Insee on statistical secrecy).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST_UNITS = 3
LARGEST_SHARE = 0.85
INTERVAL = 1 / LARGEST_SHARE - 1
"""Half of the protection interval, as a share of the value: the level that the dominance rule asks for a
cell of one unit (17.6 %). Nobody may narrow a suppressed value to less than that on either side."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What units contribute to a cell, by unit; amounts are not negative."""

    units: Mapping[str, float]

    @property
    def amount(self) -> float:
        """The total."""
        return sum(self.units.values())

    @property
    def is_secret(self) -> bool:
        """Whether the cell may not be published for its own sake."""
        contributing = [amount for amount in self.units.values() if amount > 0]
        if not contributing:
            return False
        return len(contributing) < FEWEST_UNITS or max(contributing) > LARGEST_SHARE * sum(contributing)
