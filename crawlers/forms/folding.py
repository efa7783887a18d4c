"""Letters without accents and case, one for one: positions in the folded text are those of the text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "º": "°"}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case without accents; as long as the text itself."""
    return "".join(_fold(letter) for letter in text)


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    plain = unicodedata.normalize("NFD", _SAME.get(letter, letter))[0].lower()
    return plain if len(plain) == 1 else plain[0]
