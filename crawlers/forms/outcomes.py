"""Words that stand where a winner's name is asked and say that there is none."""

from __future__ import annotations

import re

_NO_WINNER = (
    (re.compile(r"\binfructueu(?:x|se)s?\b", re.IGNORECASE), "infructueux"),
    (re.compile(r"\bsans[\s-]+suites?\b|\bd[ée]clar[ée]e?\s+sans\b|\babandon", re.IGNORECASE), "sans_suite"),
    (re.compile(r"^\s*(?:lot|march[ée])?\s*non[\s-]+attribu[ée]", re.IGNORECASE), "infructueux"),
)


def outcome_in_a_name(name: str) -> str | None:
    """Infructueux or sans_suite for ``"Marché infructueux pour absence d'offre"``; None for a company."""
    return next((outcome for pattern, outcome in _NO_WINNER if pattern.search(name)), None)
