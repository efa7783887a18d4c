"""Numbers that buyers and companies write into their name."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value

_FIGURES = r"\d[\d\s.]{7,20}\d"
_NUMBER = re.compile(
    rf"\(\s*(?:sire[nt]\s*(?:n\s*[°o]\s*)?:?\s*)?({_FIGURES})\s*\)|\bsiret\s*(?:n\s*[°o]\s*)?:?\s*({_FIGURES})(?!\d)",
    re.IGNORECASE,
)


def number_in_name(name: Value | None) -> Value | None:
    """The SIRET or SIREN of ``"Ville d'Aix (211 300 017 00019)"`` or ``"AB — SIRET 807 567 136 00021"``."""
    found = _NUMBER.search(name.text) if name else None
    return replace(name, text=found[1] or found[2]) if name and found else None
