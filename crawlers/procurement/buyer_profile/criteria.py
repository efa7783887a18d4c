"""Award criteria, with the weight behind the name or, as one platform prints them, before it."""

from __future__ import annotations

import re
from decimal import Decimal

from core.model.reading import Part, Value
from crawlers.forms.criteria import criteria_in_prose, part
from crawlers.forms.proof import piece

_WEIGHT_FIRST = re.compile(
    r"(?:^|(?<=\n)|(?<=\s))[-–•]?\s*(?P<weight>\d{1,3}(?:[.,]\d+)?)\s*%\s*[-–:]?\s*"
    r"(?P<label>[^\W\d_][^%\n]*?)(?=\s+[-–•]?\s*\d{1,3}(?:[.,]\d+)?\s*%|\n|$)"
)
_SUB = re.compile(r"sous[\s-]crit", re.IGNORECASE)
_WHOLE = 100


def criteria(value: Value | None) -> tuple[Part, ...]:
    """The criteria; weights count only where they make a hundred, sub-criteria aside."""
    if value is None:
        return ()
    found = [match for match in _WEIGHT_FIRST.finditer(value.text) if not _SUB.search(match["label"])]
    if found and sum(Decimal(match["weight"].replace(",", ".")) for match in found) == _WHOLE:
        return tuple(
            part(piece(value, *match.span("label")), piece(value, *match.span("weight"))) for match in found
        )
    return criteria_in_prose(value)
