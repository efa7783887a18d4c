"""Award criteria written in prose."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from core.model.reading import Part, Value
from crawlers.forms.proof import piece

_WEIGHT = re.compile(
    r"(?<![\d.,])(?P<weight>\d{1,3}(?:[.,]\d+)?)\s*(?:%|points?\b|pts?\b|/\s*100\b)\s*\)?", re.IGNORECASE
)
_BEFORE_WEIGHT = re.compile(
    r"\s*[:=(,–-]?\s*\(?\s*(?:\bsur\s+|\bpond[ée]r[ée]+\s+[àa]\s+|\bpond[ée]ration\s*:?\s*)?$", re.IGNORECASE
)
_LONGEST_BEFORE = 40
"""Letters before a weight among which the words that announce it are looked for."""
_LETTER = re.compile(r"[^\W\d_]")
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
    parts = _weighted_parts(prose)
    if parts and sum(Decimal(each["poids"].text.replace(",", ".")) for each in parts) == 100:
        return parts
    if _ELSEWHERE.search(prose.text) or not prose.text.strip():
        return ()
    return (part(prose, None),)


def _weighted_parts(prose: Value) -> tuple[Part, ...]:
    """Each weight with the words before it, back to the weight before or to the end of a line or clause."""
    parts: list[Part] = []
    end = 0
    for found in _WEIGHT.finditer(prose.text):
        words = prose.text[end : found.start()]
        start = end + max(words.rfind(mark) for mark in "\n;%") + 1
        label = _BULLET.sub("", _label(prose.text[start : found.start()])).strip(" :-–(,.")
        if not _LETTER.search(label):
            continue
        place = piece(prose, start, found.end()).evidence
        parts.append({"libelle": Value(label, place), "poids": Value(found["weight"], place)})
        end = found.end()
    return tuple(parts)


def _label(words: str) -> str:
    """The words without what announces the weight: ``(sur``, ``pondération :``."""
    cut = max(0, len(words) - _LONGEST_BEFORE)
    return words[:cut] + _BEFORE_WEIGHT.sub("", words[cut:])
