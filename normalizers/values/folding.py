"""The form under which two spellings compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′`´＇", "'"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


def collapse(text: str) -> str:
    """White space of any kind (U+00A0, U+202F, line ends) becomes one space; control characters go."""
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Without accents, case, ligatures; one kind of apostrophe; single spaces."""
    if text.isascii():
        return collapse(text.lower().translate(_APOSTROPHES))
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return collapse(letters.casefold().translate(_LIGATURES).translate(_APOSTROPHES))
