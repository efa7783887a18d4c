"""Words of a text as the search sees them: accents folded, French stems."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from normalizers.values.text import fold

_WORD = re.compile(r"\w+", re.UNICODE)
_STEMMER = Stemmer.Stemmer("french")


class Token(NamedTuple):
    """A word of a text: its stem and where it stands (``text[start:end]``)."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The French stem (Snowball) of a word, accents and case folded."""
    return str(_STEMMER.stemWord(fold(word)))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    return tuple(Token(stem(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


def stems(text: str) -> list[str]:
    """The stems of the words of a text in order."""
    return list(map(stem, _WORD.findall(text)))
