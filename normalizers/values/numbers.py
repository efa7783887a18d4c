"""Whole numbers, in figures or in French words."""

from __future__ import annotations

import re

from normalizers.values.blank import is_blank
from normalizers.values.folding import fold
from normalizers.values.result import Result, unknown

UNREADABLE = "nombre_illisible"

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_TENS |= {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_SCALES = {"mille": 1_000, "mil": 1_000, "million": 1_000_000, "millions": 1_000_000}
_FIGURES = re.compile(r"\d{1,3}(?:[ .]\d{3})+|\d+")


def parse_words(text: str) -> int | None:
    """A French cardinal in words ("vingt et un", "deux mille vingt-quatre"); None if a word is no number."""
    words = [word for word in re.split(r"[\s-]+", fold(text)) if word and word != "et"]
    if not words:
        return None
    total, group = 0, 0
    for word in words:
        if word in _UNITS:
            group += _UNITS[word]
        elif word in ("vingt", "vingts") and group % 100 == 4:
            group += 76
        elif word in _TENS:
            group += _TENS[word]
        elif word in ("cent", "cents"):
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            return None
    return total + group


def parse_integer(text: str | None) -> Result[int]:
    """The one whole number of a text: ``"3"``, ``"3 lots"``, ``"1 250"``, ``"trois"``, ``"trois (3)"``.

    Two different numbers, a decimal or no number at all give None and ``nombre_illisible``.
    """
    folded = fold(text or "")
    if is_blank(folded):
        return Result(None)
    if re.search(r"\d[.,]\d{1,2}(?!\d)|-\s?\d", folded):
        return unknown(UNREADABLE)
    figures = {int(re.sub(r"[ .]", "", found)) for found in _FIGURES.findall(folded)}
    if len(figures) == 1:
        return Result(figures.pop())
    words = None if figures else _first_words(folded)
    return unknown(UNREADABLE) if words is None else Result(words)


def _first_words(folded: str) -> int | None:
    """The number at the head of a text in words: "deux lots", "vingt et un"."""
    words = folded.split(" ")
    for length in range(len(words), 0, -1):
        value = parse_words(" ".join(words[:length]))
        if value is not None:
            return value
    return None
