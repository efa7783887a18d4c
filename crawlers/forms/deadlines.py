"""Headings under which forms print the deadline for offers or requests to participate."""

from __future__ import annotations

import re

_WORDS = re.compile(
    r"date\s+(?:et\s+heure\s+)?limites?\s+(?:de\s+|pour\s+(?:la\s+)?|des\s+)?"
    r"(?:r[ée]ception|remise|r[ée]ponse|d[ée]p[ôo]t|envoi|demandes?\s+de\s+participation|(?:des\s+)?(?:offres|candidatures|plis))",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\s*IV\s*[.\-]\s*(?:2\s*[.\-]\s*2|3\s*[.\-]\s*4)\s*\)?\s*$", re.IGNORECASE)
"""IV.2.2 of the forms of 2016, IV.3.4 of those of 2011."""

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}(?:er)?\s+\w+\s+\d{4}")
"""A day in figures, or with the name of its month."""


def is_deadline_heading(text: str) -> bool:
    """Whether a heading of a form is the deadline's, by its words or by the number of its section."""
    return bool(_WORDS.search(text) or _SECTION.match(text))
