"""What a reader can find of a hidden cell: the least and the most that the published cells and sums allow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from normalizers.secrecy.table import Key, SumTable


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a hidden cell must lie; ``most`` may be infinite."""

    least: float
    most: float


def intervals(table: SumTable, hidden: Collection[Key]) -> Mapping[Key, Interval]:
    """The interval of each hidden cell, for a reader who knows all the others and that none is negative."""
    keys = table.keys
    scale = max(table.values.values(), default=0.0) or 1.0
    unknown = [number for number, key in enumerate(keys) if key in hidden]
    known = [number for number, key in enumerate(keys) if key not in hidden]
    sums = table.equations().tocsc()
    values = np.array([table.values[key] / scale for key in keys], float)
    left, right = sums[:, unknown], -(sums[:, known] @ values[known])
    found = {}
    for place, number in enumerate(unknown):
        least, most = (_extreme(left, right, place, sign) for sign in (1.0, -1.0))
        found[keys[number]] = Interval(least * scale, most * scale)
    return found


def _extreme(left: object, right: object, place: int, sign: float) -> float:
    aim = np.zeros(left.shape[1])  # type: ignore[attr-defined]
    aim[place] = sign
    found = linprog(aim, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
    if found.status == 3:  # unbounded
        return -sign * np.inf
    if not found.success:
        raise ArithmeticError(f"the published cells contradict one another: {found.message}")
    return float(found.fun * sign)
