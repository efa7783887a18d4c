"""The spaces of French print: a mark with a space before it never begins a line.

After the rules of the Imprimerie nationale: a thin one before ``;``, ``!``, ``?`` and ``%``, a word space
before ``:``, inside guillemets, and between ``n°`` or ``§`` and its number.
"""

from __future__ import annotations

import re

_NBSP, _THIN = "\u00a0", "\u202f"
_WIDE = re.compile(r" (?=[:»])|(?<=«) |(?<=\b[nN]°) |(?<=§) ")
_NARROW = re.compile(r" (?=[;!?%])")


def french(text: str) -> str:
    """The text with the spaces that must not break made unbreakable."""
    return _NARROW.sub(_THIN, _WIDE.sub(_NBSP, text))
