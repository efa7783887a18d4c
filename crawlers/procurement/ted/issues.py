"""The number of the issue of the JOUE, series S, that a notice is printed in."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value

_ISSUE = re.compile(r"0*(?P<number>[1-9]\d{0,2})(?:/(?:19|20)\d{2})?")


def issue_number(printed: Value | None) -> Value | None:
    """``65`` for ``65/2024`` (eForms, GazetteID) and for ``065``; None for what is no number of a year."""
    found = _ISSUE.fullmatch(printed.text.strip()) if printed else None
    return replace(printed, text=found["number"]) if printed and found else None
