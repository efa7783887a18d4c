"""The form under which two spellings compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = dict.fromkeys("’‘ʼ′`´＇", "'")
_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"}


def collapse(text: str) -> str:
    """White space of any kind (U+00A0, U+202F, line ends) becomes one space; control characters go."""
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Without accents, case, ligatures; one kind of apostrophe; single spaces."""
    if text.isascii():
        return collapse(text.lower().replace("`", "'"))
    apart = unicodedata.normalize("NFKD", _replaced(text.casefold(), _LIGATURES))
    letters = _replaced(_ACCENTS.sub("", apart).casefold(), _APOSTROPHES)
    if not letters.isascii():  # of French, a few signs are left
        kept = "".join([char for char in letters if not unicodedata.combining(char)])
        letters = _replaced(kept, _LIGATURES)
    return collapse(letters)


def _replaced(text: str, letters: dict[str, str]) -> str:
    for letter, plain in letters.items():  # a fifth of what str.translate takes
        text = text.replace(letter, plain)
    return text
