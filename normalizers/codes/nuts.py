"""NUTS codes (regulation 1059/2003 and its amendments); the French ones of every version to départements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from normalizers.reference import read_table
from normalizers.values.result import Result, unknown

UNREADABLE = "nuts_illisible"
UNKNOWN = "nuts_inconnu"

_TABLE = Path(__file__).parent / "data" / "nuts.csv.gz"
_CODE = re.compile(r"(?<![A-Z0-9])([A-Z]{2}[A-Z0-9]{0,3})(?![A-Z0-9])")
_COUNTRIES = (
    "AL|AT|BE|BG|CH|CY|CZ|DE|DK|EE|EL|ES|FI|HR|HU|IE|IS|IT|LI|LT|LU|LV|ME|MK|MT|NL|NO|PL|PT|RO|RS|SE|SI|SK|"
    "TR|UK"
)
"""Countries with NUTS codes or statistical regions coded in the same way, but France (Eurostat)."""
_FOREIGN = re.compile(rf"^(?:{_COUNTRIES})[A-Z0-9]{{0,3}}$")


@dataclass(frozen=True, slots=True)
class Nuts:
    """One code: ``level`` 0 (country) to 3 (département), ``version`` "2016" (and on) or "2013" (and before).

    ``current`` is the code of the versions 2016 to 2024, "" where several stand for it. ``departements``
    are INSEE codes of today.
    """

    code: str
    level: int
    label: str
    version: str
    current: str
    departements: tuple[str, ...]


def parse_nuts(text: str | None) -> Result[str]:
    """The NUTS code of a text, as written: ``"FRY10"``, ``"-FRY10."``, ``"Code NUTS : FR105"``, ``"ITC4C"``.

    The code keeps its version; :func:`lookup` gives the French one of today. A code of another country is
    read where it is the whole text, since ``de`` and ``es`` are words too.
    """
    compact = (text or "").strip()
    if not compact:
        return Result(None)
    codes = dict.fromkeys(code for code in _CODE.findall(compact.upper()) if code.startswith("FR"))
    known = [code for code in codes if code in _table()]
    if len(known) == 1:
        return Result(known[0])
    if len(known) > 1:
        return unknown("nuts_multiples")
    if codes:
        return unknown(UNKNOWN)
    return Result(compact) if _FOREIGN.match(compact) else unknown(UNREADABLE)


def lookup(code: str) -> Nuts | None:
    """The entry of a French code of any version."""
    return _table().get(code)


def codes() -> tuple[str, ...]:
    """Every French code of every version."""
    return tuple(_table())


def departements(code: str) -> tuple[str, ...]:
    """The départements inside a code, INSEE codes; none for Extra-Regio and for France as a whole."""
    entry = lookup(code)
    return entry.departements if entry and entry.level else ()


def of_departement(departement: str) -> str | None:
    """The NUTS 3 code of today for a département; None for the collectivities overseas, which have none."""
    return _by_departement().get(departement)


def to_current(code: str) -> str | None:
    """A code of an earlier version in the versions 2016 to 2024 (``FR716`` → ``FRK26``)."""
    entry = lookup(code)
    return (entry.current or None) if entry else None


@lru_cache(maxsize=1)
def _table() -> dict[str, Nuts]:
    rows = list(read_table(_TABLE))
    of_level3 = [(row[0], row[4]) for row in rows if row[1] == "3" and row[4]]
    return {
        code: Nuts(
            code,
            int(level),
            label,
            version,
            current,
            tuple(sorted({departement for each, departement in of_level3 if each.startswith(code)})),
        )
        for code, level, label, version, _, current in rows
    }


@lru_cache(maxsize=1)
def _by_departement() -> dict[str, str]:
    return {
        entry.departements[0]: entry.code
        for entry in _table().values()
        if entry.level == 3 and entry.version == "2016" and entry.departements
    }
