"""What the title of a procurement says: its words, and the numbers that tell it from its likes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.storage.folding import folded

LONGEST = 256
"""Characters read: some publishers put the description behind the title, with words of every procurement."""
STEM = 6
"""Letters kept of a word: endings vary with number, gender and haste."""

_TOKEN = re.compile(r"\d+(?=[a-z]{2,}(?![a-z0-9]))|[a-z0-9]+")
"""A number stands apart from its unit: 36 kVA, 36kVA."""
_LOT = re.compile(
    r"\blots?\s*(?:n\s*[°o]?s?\s*|no\s*)?((?:\d{1,3}[a-z]?)(?:\s*(?:,|et|&)\s*\d{1,3}[a-z]?)*)\b"
)
_CENTURIES = ("19", "20")
_DIGITS = re.compile(r"\d{1,3}[a-z]?")
_EMPTY = frozenset((
    "les", "des", "aux", "une", "pour", "par", "sur", "dans", "avec", "ses", "son", "leur", "leurs",
    "que", "qui", "est", "ainsi", "afin", "son", "sous", "vers", "entre", "marche", "marches", "public",
    "publics", "publique", "publiques", "accord", "accords", "cadre", "cadres", "lot", "lots",
    "relatif", "relative", "relatifs", "relatives", "bons", "commande", "commandes", "avis", "appel",
    "offres", "concernant", "objet", "divers", "diverses",
))  # fmt: skip
"""Words of every title; what is left says what is bought."""


@dataclass(frozen=True, slots=True)
class Title:
    """A folded title; ``numbers`` are what is neither a year nor a lot: references, quantities, phases."""

    text: str
    stems: tuple[str, ...]
    years: frozenset[str]
    lots: frozenset[str]
    numbers: frozenset[str]


def read_title(text: str) -> Title:
    """The words and numbers of a title."""
    flat = folded(text[:LONGEST])
    lots = [each for found in _LOT.findall(flat) for each in _DIGITS.findall(found)] if "lot" in flat else []
    words: list[str] = []
    years: list[str] = []
    numbers: list[str] = []
    stems: dict[str, None] = {}
    for token in _TOKEN.findall(_LOT.sub(" ", flat) if lots else flat):
        if token.isalpha():
            if len(token) > 2 and token not in _EMPTY:
                words.append(token)
                stems[token[:STEM]] = None
        elif len(token) == 4 and token.startswith(_CENTURIES) and token.isdigit():
            years.append(token)
        else:
            numbers.append(token.lstrip("0") or "0")
    bare = frozenset([each.lstrip("0") or "0" for each in lots])
    return Title(" ".join(words), tuple(stems), frozenset(years), bare, frozenset(numbers))
