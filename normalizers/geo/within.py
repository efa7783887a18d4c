"""The wider place that words put a name in: a région, a département of another time, the commune of today.

"Valence (Rhône-Alpes)", "Créteil (Seine)", "Segré, commune nouvelle de Segré-en-Anjou Bleu",
"Ancenis (aujourd'hui Ancenis-Saint-Géréon)", "Saint-Denis (Pierrefitte-sur-Seine)".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from normalizers.geo import candidates as search
from normalizers.geo import levels, tables
from normalizers.geo.candidates import Candidate
from normalizers.geo.lineage import descendants
from normalizers.geo.names import key

_CONTRACTED = {"du ": "le ", "des ": "les ", "d'": "", "de ": ""}
_OF = r"(?=d'|de\s|du\s|des\s)"
_STATED = re.compile(
    rf"^(?:(?:sur|dans)\sla\s)?commune(?:\snouvelle|\sdeleguee|\sassociee)?\s{_OF}(?P<commune>.+)$"
    rf"|^(?:aujourd'hui|desormais|devenue?|actuellement)\s(?:la\s)?(?:commune\s(?:nouvelle\s)?{_OF})?(?P<now>.+)$"
)
_FORMER_NAME = re.compile(r"^(?:ex|anc\.|ancien(?:ne|nement)?)[\s-]+(?P<name>.+)$")
_FORMER_DEPARTEMENTS = {"seine": "75", "seineetoise": "78"}
"""The first digits of the codes that their communes had to 1968."""


def is_stated(words: str) -> bool:
    """Whether folded words say which commune a place is in: "commune de …", "aujourd'hui …"."""
    return bool(_STATED.match(words))


def is_territory(words: str) -> bool:
    """Whether folded words name a région, of today or of 1972–2015, or a département abolished in 1968."""
    return key(words) in _FORMER_DEPARTEMENTS or levels.region_by_name(words) is not None


def narrow(found: tuple[Candidate, ...], words: str, on: date | None) -> tuple[Candidate, ...]:
    """The candidates that lie in the place that folded words name.

    A territory that holds none of them leaves none. A commune that is stated is the place itself where the
    name is none in it (a hamlet, a district); other words that fit none of them say nothing.
    """
    if is_territory(words):
        return _where(found, _in_territory(words))
    name = _name_of(words)
    around = search.find(name, on)
    communes = {each.commune for each in around}
    inside = _where(found, lambda each: not communes.isdisjoint({each.commune, *descendants(each.code)}))
    return inside or (around if is_stated(words) and around else found)


def _in_territory(words: str) -> Callable[[Candidate], bool]:
    former = _FORMER_DEPARTEMENTS.get(key(words))
    if former:
        return lambda each: each.code.startswith(former)
    place = levels.region_by_name(words)
    region = place.code_region if place else None
    return lambda each: tables.communes()[each.commune].region == region


def _name_of(words: str) -> str:
    found = _STATED.match(words) or _FORMER_NAME.match(words)
    name = next((each for each in found.groups() if each), words) if found else words
    for contracted, article in _CONTRACTED.items():
        if found and name.startswith(contracted):
            return article + name[len(contracted) :]
    return name


def _where(found: tuple[Candidate, ...], test: Callable[[Candidate], bool]) -> tuple[Candidate, ...]:
    return tuple(each for each in found if test(each))
