"""Words as they are compared: without case, accents or ligatures."""

from __future__ import annotations

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"})


def folded(text: str) -> str:
    """The text in lower case without accents: ``Île-de-Sein`` becomes ``ile-de-sein``."""
    apart = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
