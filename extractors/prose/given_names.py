"""Given names in use in France, to tell "Grave Michel" from "Michel Grave"."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files


@cache
def _known() -> frozenset[str]:
    words = files("extractors.prose").joinpath("given_names.txt").read_text("utf-8").split()
    return frozenset(_bare(word) for word in words)


def _bare(word: str) -> str:
    """Lower case without accents: capitals are often printed without them."""
    letters = unicodedata.normalize("NFD", word.lower().replace("œ", "oe"))
    return "".join(char for char in letters if not unicodedata.combining(char))


def is_given_name(word: str) -> bool:
    """Whether a printed word is a given name: each part of "Jean-Paul" must be one, or be an initial."""
    parts = [part for part in _bare(word).split("-") if part]
    return bool(parts) and all(part in _known() or part.endswith(".") for part in parts)
