"""Words as they are compared: no case, no accents, single blanks."""

from __future__ import annotations

import re
from functools import lru_cache

from core.storage.folding import folded

REMEMBERED = 4096
"""Texts of which the meaning is kept: a list says the same headings and titles over and over."""

_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_AMOUNT = re.compile(r"\d{1,3}(?:[ .\u202f\u00a0]\d{3})+(?:[.,]\d+)?|\d+[.,]\d{2}\b|\d{3,}")


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """``"Code  Postal"`` becomes ``"code postal"``."""
    return " ".join(folded(text).replace("`", "'").split())


_JOINT = re.compile(r"_+|(?<=[a-zà-ÿ])(?=[A-Z])")


def spaced(text: str) -> str:
    """A name of a column in the words that it is made of: ``code_postal``, ``codePostal``."""
    return text if " " in text.strip() else _JOINT.sub(" ", text)


def has_date(text: str) -> bool:
    """Whether a text prints a day in figures."""
    return bool(_DATE.search(text))


def has_amount(text: str) -> bool:
    """Whether a text prints a number that may be an amount of money."""
    return bool(_AMOUNT.search(text))
