"""Ids of notices in the datasets, from the numbers their publishers gave them."""

from __future__ import annotations

import re

_IDWEB = re.compile(r"\d{2}-\d{1,7}")
_JOURNAL = re.compile(r"((?:19|20)\d{2})\s*/\s*S\s*\d{1,3}\s*-\s*(\d{1,8})", re.IGNORECASE)
_PUBLICATION = re.compile(r"(\d{1,8})-((?:19|20)\d{2})")
_EFORMS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d{2}")
TED = "https://ted.europa.eu/fr/notice/-/detail/"


def boamp_id(number: str) -> str:
    """``boamp:24-12345``."""
    return f"boamp:{number.strip()}"


def ted_id(number: str, year: str) -> str | None:
    """``ted:094809-2020``: six figures at least, as the JOUE prints them; None for what is no number."""
    digits, four = number.strip(), year.strip()
    if not digits.isdecimal() or not re.fullmatch(r"(?:19|20)\d{2}", four):
        return None
    return f"ted:{int(digits):06d}-{four}"


def is_idweb(text: str) -> bool:
    """Whether a text is a number of the BOAMP: two figures of the year, a hyphen, an ordinal."""
    return bool(_IDWEB.fullmatch(text.strip()))


def publication_id(text: str) -> str | None:
    """``ted:547670-2023`` for ``00547670-2023``; None for what is no publication number of the JOUE."""
    found = _PUBLICATION.fullmatch(text.strip())
    return ted_id(found[1], found[2]) if found else None


def eforms_id(text: str) -> str | None:
    """``eforms:f42be27e-09cf-4f0e-a745-63ec689631e6-01``: a notice of eForms by its UUID and its version."""
    found = _EFORMS.fullmatch(text.strip().lower())
    return f"eforms:{found[0]}" if found else None


def journal_id(text: str) -> str | None:
    """``ted:461577-2019`` for ``2019/S 190-461577``; None for what is no number of the JOUE."""
    found = _JOURNAL.fullmatch(text.strip())
    return ted_id(found[2], found[1]) if found else None


def ted_address(number: str) -> str:
    """The public page of a notice; addresses of TED have no leading zeros."""
    return TED + number.lstrip("0")
