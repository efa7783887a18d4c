"""Ids of notices in the datasets, from the numbers their publishers gave them."""

from __future__ import annotations

import re

_IDWEB = re.compile(r"\d{2}-\d{1,7}")


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
