"""Letters without accents and case, one for one: positions in the folded text are those of the text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "º": "°"}


class _Letters(dict[int, str]):
    """What each letter is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def _fold(letter: str) -> str:
    return unicodedata.normalize("NFD", _SAME.get(letter, letter))[0].lower()[0]


_LETTERS = _Letters()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case without accents; as long as the text itself."""
    return text.translate(_LETTERS)
