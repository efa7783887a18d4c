"""Countries by name and code (ISO 3166-1)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from normalizers.reference import read_table
from normalizers.values.folding import fold

_TABLE = Path(__file__).parent / "data" / "pays.csv.gz"
_USUAL = {
    "grande-bretagne": "GB",
    "angleterre": "GB",
    "etats-unis d'amerique": "US",
    "republique tcheque": "CZ",
}


def country_code(text: str | None) -> str | None:
    """The ISO alpha-2 code of a country, by an alpha-2 or alpha-3 code or by its French or English name."""
    folded = fold(text or "").strip(" .()")
    return _codes().get(folded) or country_named(folded)


def country_named(text: str) -> str | None:
    """The ISO alpha-2 code of a country named in French or English; codes are no names ("Lux", "By")."""
    folded = fold(text).strip(" .()")
    return _USUAL.get(folded) or _names().get(folded)


def is_french_territory(alpha2: str) -> bool:
    """Whether ISO gives a code of its own to a département or collectivity of France overseas."""
    return alpha2 in _OVERSEAS


_OVERSEAS = frozenset({"GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC", "TF"})


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {fold(code): row[1] for row in read_table(_TABLE) for code in row[:2]}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {fold(name): row[1] for row in read_table(_TABLE) for name in row[2:]}
