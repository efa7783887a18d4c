"""Amounts that need no interpretation, for sums over the lots of one notice."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(
    r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}|\d{4,}))?"
    r"\s*(?:euros?|eur|€)?(?:\s*\(?\s*(?:h\.?t\.?|hors t\.?v\.?a\.?)\s*\)?)?\.?",
    re.IGNORECASE,
)


def plain_amount(text: str) -> Decimal | None:
    """The number of ``9700000.00``, ``2 717 000 euros`` or ``45 000,50 € HT``; None for anything less plain.

    Three digits after one separator may be thousands or decimals: None.
    """
    found = _PLAIN.fullmatch(text.strip())
    if not found:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    return Decimal(f"{whole}.{found['cents'] or 0}")


def is_placeholder(text: str) -> bool:
    """Whether the amount is the 0 or 1 that forms ask for where there is none."""
    return plain_amount(text) in (Decimal(0), Decimal(1))
