"""The legal professions by the words that print them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.prose.letters import plain

_COURT = (
    r"(?:de |du |des |d'un |d'une |au )?tribuna(?:l|ux) (?:(?:mixte )?de commerce|des activités économiques)"
)
_QUALIFIED = r"(?: (?:et )?(?:associé|salarié|honoraire)(?:\(?e\)?)?s?)?"
_WORDS = {
    "commissaire_de_justice": r"commissaires? de justice",
    "huissier_de_justice": r"huissi(?:er|ère)s? de justice|huissi(?:er|ère)s?-audienci(?:er|ère)s?",
    "commissaire_priseur_judiciaire": r"commissaires?-priseu(?:r|se)s?(?: judiciaires?)?",
    "greffier_tribunal_de_commerce": (
        rf"greffi(?:er|ère)s?{_QUALIFIED} {_COURT}|greffes? {_COURT}|greffi(?:er|ère)s? (?:associé"
        rf"|salarié)(?:e)?s?"
        r"(?! des services| des cours)"
    ),
    "avocat_aux_conseils": (
        rf"avocate?s?{_QUALIFIED} (?:au Conseil d'[EÉ]tat et à la Cour de cassation|aux Conseils)"
    ),
    "administrateur_judiciaire": r"administrat(?:eur|rice)s? judiciaires?",
    "mandataire_judiciaire": r"mandataires? judiciaires?",
    "notaire": r"notaires?(?! public)|(?:office|étude)s? notariale?s?|office notariaux",
}
PROFESSION = "|".join(_WORDS.values())
_FINDER = re.compile(
    "|".join(rf"\b(?P<{code}>{words})(?![a-zà-ÿ])" for code, words in _WORDS.items()), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Profession:
    """A profession as printed, with its code in the dataset."""

    code: str
    start: int
    end: int


def find_professions(text: str, start: int = 0, end: int | None = None) -> Iterator[Profession]:
    """The professions printed in a stretch of a text, in order."""
    flat = plain(text)
    for match in _FINDER.finditer(flat, start, len(text) if end is None else end):
        yield Profession(str(match.lastgroup), match.start(), match.end())


@lru_cache(maxsize=16)
def _all(text: str) -> tuple[Profession, ...]:
    return tuple(find_professions(text))


def next_profession(text: str, position: int) -> Profession | None:
    """The first profession that a text prints at or after a position."""
    words = _all(text)
    index = bisect_left(words, position, key=lambda word: word.start)
    return words[index] if index < len(words) else None
