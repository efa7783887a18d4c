"""SIRET and SIREN: the identifiers of establishments and enterprises (INSEE, Sirene)."""

from __future__ import annotations

import re

from stdnum.fr import siren as siren_rule
from stdnum.fr import siret as siret_rule

from normalizers.values.result import Result, unknown

NOT_FOURTEEN = "siret_longueur"
BAD_KEY = "siret_cle"
NOT_A_NUMBER = "siret_illisible"
LOST_ZERO = "siret_zero_perdu"
SIREN_ONLY = "siret_siren_seul"

_SEPARATORS = re.compile(r"[\s.\-_/]+")
_LABEL = re.compile(r"^(?:n[°o]?\s*)?(?:siret|siren|rcs)\b\s*(?:n[°o]\s*)?:?\s*", re.IGNORECASE)


def parse_siret(text: str | None) -> Result[str]:
    """A SIRET of 14 digits whose key is right (Luhn; for La Poste the sum of digits modulo 5).

    13 digits that are valid with a zero before them give None and ``siret_zero_perdu:0…``: the candidate is
    named and not used.
    """
    digits = compact(text)
    if not digits:
        return Result(None)
    if not digits.isascii() or not digits.isdigit():
        return unknown(NOT_A_NUMBER)
    if len(digits) == 14:
        return Result(digits) if is_siret(digits) else unknown(BAD_KEY)
    if len(digits) == 13 and is_siret("0" + digits):
        return unknown(f"{LOST_ZERO}:0{digits}")
    return unknown(SIREN_ONLY if len(digits) == 9 else NOT_FOURTEEN)


def parse_siren(text: str | None) -> Result[str]:
    """A SIREN of 9 digits with a right key, from a SIREN or from a valid SIRET."""
    digits = compact(text)
    if not digits:
        return Result(None)
    if len(digits) == 9 and siren_rule.is_valid(digits) and digits.isascii():
        return Result(digits)
    if len(digits) == 9 and digits.isdigit():
        return unknown("siren_cle")
    siret = parse_siret(digits)
    return Result(siret.value[:9], siret.warnings) if siret.value else Result(None, siret.warnings)


def is_siret(digits: str) -> bool:
    """Whether 14 digits satisfy the key; the all-zero number does and is refused."""
    return set(digits) != {"0"} and bool(siret_rule.is_valid(digits))


def compact(text: str | None) -> str:
    """The number without label, spaces, dots and hyphens."""
    return _SEPARATORS.sub("", _LABEL.sub("", (text or "").strip()))
