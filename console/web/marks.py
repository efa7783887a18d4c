"""Texts of documents as they are: characters that would hide or turn what is printed are made visible."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from markupsafe import Markup, escape

_LAID_OUT = "\t\n\r"
_KEPT = "\u00ad\u200d\u200c"
"""Format characters that honest texts have: soft hyphen and joiners."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text, or one ``control`` character given by its name (``U+202E``)."""

    text: str
    control: bool = False


def visible(text: str) -> list[Run]:
    """The text in runs; each control or direction character stands alone, by its code."""
    runs: list[Run] = []
    plain = ""
    for char in text:
        if _hides(char):
            runs += [Run(plain)] if plain else []
            runs.append(Run(f"U+{ord(char):04X}", control=True))
            plain = ""
        else:
            plain += char
    return [*runs, Run(plain)] if plain else runs


def shown(text: str) -> Markup:
    """The text for a page, escaped; hidden characters stand as their codes in a box."""
    return Markup("").join(
        Markup('<span class="control">{}</span>').format(run.text) if run.control else escape(run.text)
        for run in visible(text)
    )


def _hides(char: str) -> bool:
    if char in _LAID_OUT or char in _KEPT:
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")
