"""Which late awards a release may count: the difference of two releases is a table that anyone can make.

An award that comes, goes or changes after a release waits until, with the others that wait, it moves every
cell of the table by no less than a publishable cell: three winners, none of them nearly all of it. A cell
that was told then never comes to be secret by growing, and what a hidden one grew by is no secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from normalizers.secrecy.awards import Award, elementary, keys_of
from normalizers.secrecy.primary import Cell
from normalizers.secrecy.table import Key


def entering(counted: Mapping[str, Award], now: Mapping[str, Award]) -> dict[str, Award]:
    """The awards to count, by record: those counted so far, moved where enough of them move."""
    moved = {record for record in counted.keys() | now.keys() if counted.get(record) != now.get(record)}
    cells = _cells_of(moved, counted, now)
    free = _free(moved, cells, counted, now)
    kept = {record: award for record, award in counted.items() if record not in free}
    return dict(sorted({**kept, **{record: now[record] for record in free if record in now}}.items()))


def _free(
    moved: Set[str], cells: Mapping[str, Set[Key]], counted: Mapping[str, Award], now: Mapping[str, Award]
) -> set[str]:
    """The records that move together so that no cell moves by a secret amount."""
    free = set(moved)
    while True:
        held = {key for key, cell in _moves(free, counted, now).items() if cell.is_secret}
        waiting = {record for record in free if cells[record] & held}
        if not waiting:
            return free
        first = {record for record in waiting if any(elementary(key) for key in cells[record] & held)}
        free -= first or waiting


def _moves(records: Set[str], counted: Mapping[str, Award], now: Mapping[str, Award]) -> dict[Key, Cell]:
    """By how much each winner moves each cell, up or down; what cancels out moves nothing."""
    units: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    sides = ((counted, -1), (now, 1))
    moving = [(side[record], sign) for side, sign in sides for record in records if record in side]
    for award, sign in moving:
        for key in keys_of(award):
            units[key][award.winner] += sign * award.amount
    return {key: Cell({unit: abs(by) for unit, by in found.items()}) for key, found in units.items()}


def _cells_of(
    records: Set[str], counted: Mapping[str, Award], now: Mapping[str, Award]
) -> dict[str, set[Key]]:
    found = {}
    for record in records:
        known = [award for award in (counted.get(record), now.get(record)) if award]
        found[record] = {key for award in known for key in keys_of(award)}
    return found
