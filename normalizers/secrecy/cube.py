"""A cube of sums over dimensions, with every total, protected as one table.

All the computations of a dataset are slices of one cube: cells hidden in it are hidden in each slice, so that
no two slices can be subtracted into a secret cell. What changed since an earlier release is secret by the
rules of cells: a release that differs from the one before by one or two units would tell what those are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from normalizers.secrecy.primary import Cell
from normalizers.secrecy.secondary import suppressed
from normalizers.secrecy.table import Key, Sum, SumTable

EVERY = "total"
UNKNOWN = "inconnu"
_TOTAL_WEIGHT = 5.0
"""By how much a total is dearer to its readers than a part of it, for each dimension that it sums over."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: where it falls in each dimension, whom it is about, and what it adds (not negative)."""

    place: Key
    unit: str
    value: float


Cube = Mapping[Key, Cell]


def cube(facts: Iterable[Fact]) -> Cube:
    """The cells of the facts and of every total, with what each unit adds to them."""
    units: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for fact in facts:
        for key in product(*((each, EVERY) for each in fact.place)):
            units[key][fact.unit] += fact.value
    return {key: Cell(dict(found)) for key, found in sorted(units.items())}


def protected(now: Cube, earlier: Sequence[tuple[Cube, frozenset[Key]]] = ()) -> frozenset[Key]:
    """The cells to hide: secret ones, those whose change since a release is secret, and those that hide them.

    ``earlier`` are former releases, each the cube as it was and the cells that were hidden in it.
    """
    secret = {key for key, cell in now.items() if cell.is_secret}
    for before, hidden in earlier:
        secret |= {key for key in now if key not in hidden and _tells_change(before.get(key), now[key])}
    table = SumTable({key: cell.amount for key, cell in now.items()}, _sums(now))
    weight = {key: _TOTAL_WEIGHT ** key.count(EVERY) for key in now}
    return suppressed(table, secret, weight)


def _tells_change(before: Cell | None, now: Cell) -> bool:
    """Whether the difference of two published cells would tell of too few units."""
    old = before.units if before else {}
    moved = {unit: abs(now.units.get(unit, 0.0) - old.get(unit, 0.0)) for unit in {*old, *now.units}}
    changed = {unit: by for unit, by in moved.items() if by > _SAME * max(1.0, now.amount)}
    return Cell(changed).is_secret if changed else False


def _sums(cells: Cube) -> list[Sum]:
    """Each total is the sum of its parts, along each dimension that it sums over."""
    parts: dict[tuple[int, Key], list[Key]] = defaultdict(list)
    for key in cells:
        for at, each in enumerate(key):
            if each != EVERY:
                parts[at, (*key[:at], EVERY, *key[at + 1 :])].append(key)
    return [Sum(total, tuple(found)) for (_, total), found in parts.items()]
