"""Secondary suppression: other cells hidden so that no sum gives a secret cell back.

For each secret cell and each side, the cheapest way to move the table so that the cell changes by its
protection level while every sum still holds (Kelly, Golden and Assad 1992) is a linear program, solved by
HiGHS; the cells that move are suppressed too. What is left is a proof: with all of them hidden, a reader
cannot tell the true table from the moved one, so the interval of the cell reaches that far. Suppressing more
only widens it. A zero is published: it tells that nobody is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from core.errors import Unprotected
from normalizers.secrecy.primary import INTERVAL
from normalizers.secrecy.releases import Told
from normalizers.secrecy.table import Key, SumTable

FREE = 1e-6
"""Cost of moving a cell that is suppressed already: not nothing, or the program would wander."""

STILL = 1e-7
"""A cell that moves by less than this share of the largest move stands still."""

MARGIN = 1e-3
"""By how much more than the level cells are moved: amounts are told to the cent, solvers are not exact."""


def suppressed(
    table: SumTable,
    secret: Iterable[Key],
    weight: Mapping[Key, float] | None = None,
    told: Told | None = None,
) -> frozenset[Key]:
    """The cells to hide so that each secret one keeps its interval: the secret ones and those that hide them.

    ``weight`` says how dear a cell is to the readers; by default each costs alike, whatever its amount.
    ``told`` is what earlier releases told: a secret cell that stands as it was told has nothing left to keep.

    Raises:
        Unprotected: no choice of cells hides one of them, or the solver found none.
    """
    return _Suppression(table, frozenset(secret), weight or {}, told or Told()).run()


class _Suppression:
    def __init__(
        self, table: SumTable, secret: frozenset[Key], weight: Mapping[Key, float], told: Told
    ) -> None:
        self._keys = table.keys
        self._values = np.array([table.values[key] for key in self._keys], float)
        self._secret = [number for number, key in enumerate(self._keys) if key in secret]
        self._hidden = np.array([key in secret or key in told.hidden for key in self._keys], bool)
        self._room_up, self._room_down = told.room(table)
        self._cost = np.array([weight.get(key, 1.0) for key in self._keys], float)
        sums = table.equations()
        self._equations = csr_array(hstack([sums, -sums]))
        self._up = np.zeros(len(self._keys))
        self._down = np.zeros(len(self._keys))

    def run(self) -> frozenset[Key]:
        level = self._values * INTERVAL * (1 + MARGIN)
        above, below = np.minimum(level, self._room_up), np.minimum(level, self._room_down)
        for number in sorted(self._secret, key=lambda each: -level[each]):
            if self._up[number] * (1 + MARGIN) < above[number]:
                self._move(number, above[number])
            if self._down[number] * (1 + MARGIN) < below[number]:
                self._move(number, -below[number])
        return frozenset(key for key, hidden in zip(self._keys, self._hidden, strict=True) if hidden)

    def _move(self, number: int, by: float) -> None:
        """Hide what must move for one cell to move by so much, and note how far each goes."""
        scale = abs(by)
        most = self._values / scale
        cost = np.where(self._hidden, FREE, self._cost / np.maximum(most, 1.0)) + FREE
        up, down = self._room_up / scale, self._room_down / scale
        low_up, low_down = np.zeros(len(most)), np.zeros(len(most))
        if by > 0:
            low_up[number] = up[number] = 1.0
            down[number] = 0.0
        else:
            low_down[number] = down[number] = 1.0
            up[number] = 0.0
        found = linprog(
            np.concatenate([cost, cost]),
            A_eq=self._equations,
            b_eq=np.zeros(self._equations.shape[0]),
            bounds=np.column_stack([np.concatenate([low_up, low_down]), np.concatenate([up, down])]),
            method="highs",
        )
        if not found.success:
            cell = " / ".join(self._keys[number])
            raise Unprotected(f"the secret cell {cell} cannot be hidden: {found.message}")
        moves = (found.x[: len(most)] - found.x[len(most) :]) * scale
        self._hidden |= np.abs(moves) > STILL * np.abs(moves).max()
        self._up, self._down = np.maximum(self._up, moves), np.maximum(self._down, -moves)
