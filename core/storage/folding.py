"""Words as they are compared: without case, accents or ligatures."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"})


def folded(text: str) -> str:
    """The text in lower case without accents: ``Île-de-Sein`` becomes ``ile-de-sein``."""
    apart = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return _MARKS.sub("", apart).casefold()
