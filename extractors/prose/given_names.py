"""Given names in use in France, to tell "Grave Michel" from "Michel Grave"."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files


@cache
def _words(name: str) -> frozenset[str]:
    words = files("extractors.prose").joinpath(name).read_text("utf-8").split()
    return frozenset(_bare(word) for word in words)


def _bare(word: str) -> str:
    """Lower case without accents: capitals are often printed without them."""
    letters = unicodedata.normalize("NFD", word.lower().replace("œ", "oe"))
    return "".join(char for char in letters if not unicodedata.combining(char))


_COMPOUND = frozenset({"anne", "jean", "marie"})


def is_given_name(word: str) -> bool:
    """Whether a printed word is a given name: each part of "Jean-Paul" must be one, or be an initial."""
    parts = [part for part in _bare(word).split("-") if part]
    if len(parts) > 1 and parts[0] in _COMPOUND:
        return True
    return bool(parts) and all(part in _words("given_names.txt") or part.endswith(".") for part in parts)


def is_surname(word: str) -> bool:
    """Whether a given name is also a common family name in France."""
    return _bare(word) in _words("surnames.txt")
