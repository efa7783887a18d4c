"""Texts printed in capitals throughout, as old prints and some listings have them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_SPECIAL = {
    "MME": "Mme",
    "MMES": "Mmes",
    "MLLE": "Mlle",
    "ETAT": "Etat",
    "CONSEIL": "Conseil",
    "COUR": "Cour",
}
_WORD = re.compile(r"[^\W_]+")
_PREPOSITION = re.compile(r"(?<=[a-zà-ÿ] )A(?= \w)")
_FEW = 40


@cache
def _small() -> dict[str, str]:
    words = files("extractors.prose").joinpath("formula_words.txt").read_text("utf-8").split()
    spelled = {word.upper(): word for word in [*words, "1er"]}
    bare = {_unaccented(word): small for word, small in spelled.items()}
    return bare | spelled | _SPECIAL


def _unaccented(word: str) -> str:
    """The word as old prints set it: capitals without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def is_shouted(flat: str) -> bool:
    """Whether a text of some length has no small letter."""
    return flat.upper() == flat and sum(char.isupper() for char in flat[: 4 * _FEW]) >= _FEW


def spoken(flat: str) -> str:
    """The text with the words of the formulas in small letters; names keep their capitals.

    The length stays, so that places in the result are places in the text.
    """
    small = _small()
    low = _PREPOSITION.sub("à", _WORD.sub(lambda match: small.get(match.group(), match.group()), flat))
    return low[:1].upper() + low[1:]
