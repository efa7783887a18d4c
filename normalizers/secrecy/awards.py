"""Awards as a table of département × CPV division, with région, France and all divisions as its margins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from normalizers.codes.cpv import lookup
from normalizers.geo.tables import departements, regions
from normalizers.secrecy.primary import Cell
from normalizers.secrecy.releases import Told
from normalizers.secrecy.secondary import suppressed
from normalizers.secrecy.table import Key, Sum, SumTable

UNKNOWN_PLACE, UNKNOWN_DIVISION, EVERY = "inconnu", "inconnue", "total"
DEPARTEMENT, REGION, FRANCE = "departement", "region", "france"
_MARGIN_WEIGHT = {DEPARTEMENT: 1.0, REGION: 10.0, FRANCE: 100.0}
"""A total is dearer to its readers than a part of it."""

Place = tuple[str, str]
"""Level and code."""


@dataclass(frozen=True, slots=True)
class Award:
    """A known amount in euros, its winner, the département and the CPV of the procurement, where known."""

    departement: str | None
    cpv: str | None
    winner: str
    amount: float


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A cell as it may be told; ``reason`` is why it is hidden, for internal readers."""

    level: str
    code: str
    division: str
    awards: int
    winners: int | None
    amount: float | None
    reason: str | None


def tabulate(awards: Iterable[Award], told: Told | None = None) -> list[PublishedCell]:
    """The cells of a year in order; those that are secret or hide a secret one are without their amounts.

    ``told`` is what earlier releases of the year told; a cell that one of them hid stays hidden.

    Raises:
        Unprotected: a secret cell cannot be hidden.
    """
    cells, counts = _cells(awards)
    table = _table(cells)
    secret = {key for key, cell in cells.items() if cell.is_secret}
    weight: dict[Key, float] = {
        key: _MARGIN_WEIGHT[key[0]] * (5.0 if key[2] == EVERY else 1.0) for key in cells
    }
    hidden = suppressed(table, secret, weight, told)
    return [
        PublishedCell(
            level=key[0],
            code=key[1],
            division=key[2],
            awards=counts[key],
            winners=None if key in hidden else len(cell.units),
            amount=None if key in hidden else round(cell.amount, 2),
            reason="primaire" if key in secret else "secondaire" if key in hidden else None,
        )
        for key, cell in sorted(cells.items())
    ]


def table_of(awards: Iterable[Award]) -> SumTable:
    """The true table with its sums: what only the producer has."""
    return _table(_cells(awards)[0])


def place_label(level: str, code: str) -> str:
    """The French name of a place of the table."""
    if level == FRANCE:
        return "France"
    if code == UNKNOWN_PLACE:
        return "Lieu inconnu ou multiple"
    return departements()[code].name if level == DEPARTEMENT else regions()[code].name


def division_label(division: str) -> str:
    """The French label of a CPV division."""
    if division in (EVERY, UNKNOWN_DIVISION):
        return "Toutes divisions" if division == EVERY else "Division inconnue"
    found = lookup(f"{division}000000")
    return found.label if found else division


def _cells(
    awards: Iterable[Award],
) -> tuple[dict[Key, Cell], Counter[Key]]:
    units: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: Counter[Key] = Counter()
    for award in awards:
        for key in keys_of(award):
            units[key][award.winner] += award.amount
            counts[key] += 1
    return {key: Cell(dict(found)) for key, found in units.items()}, counts


def keys_of(award: Award) -> list[Key]:
    """The cells that count an award: of its division and of all, in its département, région, France."""
    code = award.departement if award.departement in departements() else UNKNOWN_PLACE
    division = award.cpv[:2] if award.cpv else UNKNOWN_DIVISION
    places = ((DEPARTEMENT, code or UNKNOWN_PLACE), (REGION, _region(code or "")), (FRANCE, "FR"))
    return [(level, place, part) for level, place in places for part in (division, EVERY)]


def elementary(key: Key) -> bool:
    """Whether a cell is the sum of no others."""
    return key[0] == DEPARTEMENT and key[2] != EVERY


def _region(departement: str) -> str:
    return departements()[departement].region if departement in departements() else UNKNOWN_PLACE


def _table(cells: Mapping[Key, Cell]) -> SumTable:
    parts: dict[Key, list[Key]] = defaultdict(list)
    across: dict[Key, list[Key]] = defaultdict(list)
    for key in cells:
        level, code, division = key
        if division != EVERY:
            across[level, code, EVERY].append(key)
        if level == DEPARTEMENT:
            parts[REGION, _region(code), division].append(key)
        elif level == REGION:
            parts[FRANCE, "FR", division].append(key)
    sums = [Sum(total, tuple(found)) for group in (parts, across) for total, found in group.items()]
    return SumTable({key: cell.amount for key, cell in cells.items()}, sums)
