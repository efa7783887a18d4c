"""Amounts as printed: one, or the ends of a range."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Fields, put

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"(?:entre|de|valeur)?\s*(?:entre|de)\s+(?P<low>{_NUMBER})\s*(?:euros?|€)?\s*(?:\(?h\.?t\.?\)?)?\s*(?:et|à|-)\s*"
    rf"(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
_BLANK = re.compile(r"^[^\d]*$")


def put_amount_or_range(value: Value | None, fields: Fields) -> None:
    """``montant_estime``, or ``montant_min`` and ``montant_max`` of ``"entre 25 000 et 46 000 euros"``."""
    if value is None or _BLANK.match(value.text):
        return
    found = _RANGE.search(value.text)
    if found:
        put(fields, montant_min=replace(value, text=f"{found['low']} euros"))
        put(fields, montant_max=replace(value, text=f"{found['high']} euros"))
    else:
        put(fields, montant_estime=value)
