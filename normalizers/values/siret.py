"""SIRET and SIREN: the identifiers of establishments and enterprises (INSEE, Sirene)."""

from __future__ import annotations

import re

from stdnum.fr import siren as siren_rule
from stdnum.fr import siret as siret_rule
from stdnum.fr import tva as vat_rule

from normalizers.values.blank import is_blank
from normalizers.values.folding import fold
from normalizers.values.result import Result, unknown

BAD_LENGTH = "siret_longueur"
BAD_KEY = "siret_cle"
UNREADABLE = "siret_illisible"
LOST_ZERO = "siret_zero_perdu"
SIREN_ONLY = "siret_siren_seul"
BAD_SIREN = "siren_cle"
NO_SIREN = "siren_illisible"

_RUN = re.compile(r"(?<![0-9a-z])[0-9](?:[\s./_-]{0,2}[0-9])*(?![0-9])", re.IGNORECASE)
_VAT = re.compile(r"\bfr\s?[0-9a-z]{2}(?:\s?[0-9]){9}\b", re.IGNORECASE)
_VAT_AND_SIRET = re.compile(r"\bfr\s?[0-9a-z]{2}\s?(?=(?:[0-9][\s./_-]?){13}[0-9](?![0-9]))", re.IGNORECASE)
"""The country and the key of a VAT number before a whole SIRET: ``FR 47 152 000 469 00014``."""
_SEPARATORS = re.compile(r"[\s./_-]+")


def parse_siret(text: str | None) -> Result[str]:
    """A SIRET of 14 digits whose key is right (Luhn; for La Poste the sum of digits modulo 5).

    Words around it are ignored. 13 digits that are valid with a zero before them give None and
    ``siret_zero_perdu:0…``: the candidate is named and not used.
    """
    if is_blank(fold(text or "")):
        return Result(None)
    runs = _runs(text)
    full = [run for run in runs if len(run) == 14]
    if len(full) == 1:
        return Result(full[0]) if is_siret(full[0]) else unknown(BAD_KEY)
    if len(runs) != 1:
        return unknown(UNREADABLE)
    return unknown(_why_not(runs[0]))


def parse_siren(text: str | None) -> Result[str]:
    """A SIREN of 9 digits with a right key, alone, in a valid SIRET or in a French VAT number."""
    if is_blank(fold(text or "")):
        return Result(None)
    vat = _VAT.search(text or "")
    if vat and vat_rule.is_valid(vat[0]):
        return Result(_SEPARATORS.sub("", vat[0])[4:])
    runs = _runs(text)
    short = [run for run in runs if len(run) == 9]
    if len(short) == 1:
        return Result(short[0]) if siren_rule.is_valid(short[0]) else unknown(BAD_SIREN)
    siret = parse_siret(text)
    if siret.value:
        return Result(siret.value[:9])
    return unknown(*siret.warnings) if runs else unknown(NO_SIREN)


def is_siret(digits: str) -> bool:
    """Whether 14 digits satisfy the key; the all-zero number does and is refused."""
    return set(digits) != {"0"} and bool(siret_rule.is_valid(digits))


def _runs(text: str | None) -> list[str]:
    """The different numbers of a text, their digits joined over spaces, dots and hyphens."""
    bare = _VAT_AND_SIRET.sub(" ", text or "")
    return list(dict.fromkeys(_SEPARATORS.sub("", run) for run in _RUN.findall(bare)))


def _why_not(digits: str) -> str:
    if len(digits) == 13 and is_siret("0" + digits):
        return f"{LOST_ZERO}:0{digits}"
    return SIREN_ONLY if len(digits) == 9 else BAD_LENGTH
