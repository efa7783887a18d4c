"""Award criteria written in prose."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from core.model.reading import Part, Value

_WEIGHTED = re.compile(
    r"(?P<label>[^\n;%]*?[^\W\d_][^\n;%]*?)\s*[:=(,–-]?\s*\(?\s*(?:sur\s+|pond[ée]r[ée]+\s+[àa]\s+|pond[ée]ration\s*:?\s*)?"
    r"(?P<weight>\d{1,3}(?:[.,]\d+)?)\s*(?:%|points?\b|pts?\b|/\s*100\b)\s*\)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|points?)\s*$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"r[èe]glement|\brc\b|\bdce\b|cahier des charges|\bccap\b|\bcctp\b|documents? (?:de la|de) consultation|"
    r"documents? du march|documents? contractuel|lettre d'invitation|dossier de consultation",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^(?:[\s\-–•*·.,:;]|\d{1,2}\s*[°).:–-]+\s*|crit[èe]re\s*(?:n[o°º]?\s*)?\d{1,2}\s*[:.–-]\s*|et\s)+", re.I
)


def part(label: Value | None, weight: Value | None) -> Part:
    """``{"libelle": …, "poids": …}`` with what is known; of ``50 %`` the number alone."""
    bare = replace(weight, text=_PERCENT.sub("", weight.text).strip()) if weight else None
    found = {"libelle": label, "poids": bare if bare and bare.text else None}
    return {name: value for name, value in found.items() if value is not None}


def criteria_in_prose(prose: Value) -> tuple[Part, ...]:
    """The criteria of ``"Prix : 60 %, valeur technique : 40 %"``.

    Weights count only where they make a hundred. A text that sends to the tender documents names no
    criterion; any other text is one criterion as it stands.
    """
    matches = list(_WEIGHTED.finditer(prose.text))
    weights = [Decimal(match["weight"].replace(",", ".")) for match in matches]
    if weights and sum(weights) == 100:
        found = [_weighted(match, prose) for match in matches]
        if all(each["libelle"].text for each in found):
            return tuple(found)
    if _ELSEWHERE.search(prose.text) or not prose.text.strip():
        return ()
    return (part(prose, None),)


def _weighted(match: re.Match[str], prose: Value) -> Part:
    label = _BULLET.sub("", match["label"]).strip(" :-–(,.")
    whole = match[0].strip()
    place = replace(prose.evidence, lecture=whole, start=match.start(), end=match.end())
    return {"libelle": Value(label, place), "poids": Value(match["weight"], place)}
