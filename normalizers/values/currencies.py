"""Currencies named in a text (ISO 4217)."""

from __future__ import annotations

import re

DEFAULT = "EUR"

_NAMES = (
    (re.compile(r"€|\beuros?\b|\beur\b|\b[mk]eur\b|\bmd€"), "EUR"),
    (re.compile(r"\b(?:f\.?\s?cfp|fcfp|xpf|francs?\s(?:cfp|pacifiques?))\b"), "XPF"),
    (re.compile(r"\b(?:chf|francs?\ssuisses?)\b"), "CHF"),
    (re.compile(r"\b(?:usd|dollars?(?:\sus|\samericains?)?)\b|us\$|\$"), "USD"),
    (re.compile(r"\b(?:gbp|livres?\ssterling)\b|£"), "GBP"),
    (re.compile(r"\b(?:xaf|xof|fcfa|f\.?\s?cfa)\b"), "XOF"),
    (re.compile(r"\bfrancs?(?:\sfrancais)?\b|\bfrf\b"), "FRF"),
)
_CODE = re.compile(
    r"\b(mad|dzd|tnd|cad|jpy|cny|sek|nok|dkk|pln|czk|huf|ron|bgn|hrk|mur|mga|scr|aud|nzd|vuv)\b"
)


def find_currency(folded: str) -> tuple[str, bool]:
    """The currency of a folded text and whether the text names it; EUR where it names none."""
    for pattern, code in _NAMES:
        if pattern.search(folded):
            return code, True
    found = _CODE.search(folded)
    return (found[1].upper(), True) if found else (DEFAULT, False)
