"""The key under which two spellings of a place name are the same."""

from __future__ import annotations

import re
from functools import lru_cache

from normalizers.values.folding import fold

_SUR = re.compile(r"\bs/\s?s/|\bs/\s?s\b|\bss/|\bs/")
_NOTRE_DAME = re.compile(r"\bn\.?[\s-]*d\b\.?(?!')")
_WORDS = re.compile(r"[a-z0-9]+")
_TOKENS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "lez": "les"}
_ABBREVIATIONS = {
    "gd": "grand", "gde": "grande", "gds": "grands", "pt": "petit", "pte": "petite", "vx": "vieux",
    "mt": "mont", "cx": "croix", "fg": "faubourg", "s": "sur", "ss": "sous", "n": "notre",
}  # fmt: skip
_ARTICLES = ("le", "la", "les", "l")


def words(name: str) -> list[str]:
    """The words of a name, folded, with "s/", "St", "Ste" and "lez" written out."""
    spelt = _SUR.sub(_spell_sur, fold(name)).replace("&", " et ")
    return [_TOKENS.get(word, word) for word in _WORDS.findall(spelt)]


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Letters and digits alone: ``L'Isle-d'Abeau``, ``LISLE D ABEAU`` and ``l isle d'abeau`` are one key."""
    return "".join(words(name))


def expanded_key(name: str) -> str:
    """The key with postal abbreviations written out ("GD", "VX", "CX"): a second try, never the first."""
    spelt = _NOTRE_DAME.sub("notre dame", fold(name))
    return "".join(_ABBREVIATIONS.get(word, word) for word in words(spelt))


def slashed_key(name: str) -> str:
    """The key with "s/" read as "sous", which it may also mean, and any other stroke as "sur": a last try.

    ``Rosny s/Bois`` is Rosny-sous-Bois, ``Châlons/Marne`` is Châlons-sur-Marne; ``Nancy / Metz`` is none.
    """
    return key(re.sub(r"\s*/\s*", " sur ", re.sub(r"\bs\s?/\s?(?!s/)", "sous ", fold(name))))


def without_article(name: str) -> str | None:
    """The key of a name without its article (``Le Havre`` → ``havre``); None for a name that has none."""
    parts = words(name)
    return "".join(parts[1:]) if len(parts) > 1 and parts[0] in _ARTICLES else None


def _spell_sur(match: re.Match[str]) -> str:
    return "sous " if match[0].count("s") > 1 else "sur "
