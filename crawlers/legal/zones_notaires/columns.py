"""What the columns of the annex tables hold, by the words of their headings.

The four maps (arrêtés of 2016, 2018, 2021 and 2024) word them differently: "Recommandations" alone, "Nombre
d'offices à créer", "Nombre de nouveaux notaires".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.model.table import Cell
from crawlers.forms.folding import fold
from crawlers.legal.zones_notaires.blocks import Row

_ROLES = (
    ("code_commune", r"code\b.*commune|commune.*\bcode|code insee|insee de la commune"),
    ("communes", r"communes?\b|\bcommunale\b"),
    ("code", r"^(?:code|numero|n[°o])(?!\w)|code (?:de la )?zone|numero (?:de la )?zone|^ze\s*20\d\d$"),
    ("departement", r"departements?\b"),
    ("type", r"type de zone|^type$|nature de la zone|installation libre ou|categorie"),
    ("nominations", r"nominations?\b|a nommer|nouveaux notaires|objectif"),
    ("offices", r"offices?\b|recommandations?|creations?\b"),
    ("nominations", r"notaires"),
    ("region", r"\bregions?\b"),
    ("zone", r"\bzones?\b|bassin|libelle"),
)
"""The first pattern that a heading satisfies gives its role: "code de la commune" is no name."""

_TYPES = (("controlee", r"installation\s+control|^\s*control"), ("libre", r"installation\s+libre|^\s*libre"))
_SUM = re.compile(r"^(?:sous-)?total\b|^ensemble\b|^france\b")


def role(heading: str) -> str | None:
    """The role of a column; None for a heading that says nothing we know."""
    words = " ".join(fold(heading).split())
    return next((name for name, pattern in _ROLES if re.search(pattern, words)), None)


def zone_type(words: str) -> str | None:
    """Libre or controlee, if the words name one and not both."""
    folded = fold(words)
    found = [name for name, pattern in _TYPES if re.search(pattern, folded)]
    return found[0] if len(found) == 1 else None


def read_headings(row: Row) -> dict[int, str] | None:
    """The roles by column, if a row is one of headings: a zone, and one more thing said of it."""
    roles = {col: found for col, cell in row.items() if (found := role(cell.text)) and _is_heading(cell)}
    names = set(roles.values())
    if "zone" in names or ("code" in names and "communes" in names):
        return roles if len(names) > 1 or len(row) == 1 else None
    return None


def marked_headings(rows: Sequence[Row]) -> dict[int, str]:
    """The roles by column in rows that a person says are the heading, the words of a column as one."""
    words: dict[int, list[str]] = {}
    for row in rows:
        for col, cell in row.items():
            if cell.text not in words.setdefault(col, []):
                words[col].append(cell.text)
    return {col: found for col, said in words.items() if (found := role(" ".join(said)))}


def _is_heading(cell: Cell) -> bool:
    """A heading is words, and not many of them."""
    return len(cell.text) < 150 and not re.search(r"\d{4,}", cell.text)


def unknown_headings(row: Row, roles: Mapping[int, str]) -> list[str]:
    """The headings that have no role."""
    return [cell.text for col, cell in row.items() if col not in roles and cell.text.strip()]


def is_sum(label: str) -> bool:
    """Whether a row adds up the others."""
    return bool(_SUM.match(fold(label).strip()))


def is_whole_sum(label: str) -> bool:
    """Whether a row adds up all others, and not those of a région."""
    return fold(label).strip(" :.") in ("total", "total general", "ensemble", "france", "france entiere")
