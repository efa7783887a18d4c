"""Days and hours as French notices print them."""

from __future__ import annotations

import re

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DAY = re.compile(rf"(\d{{1,2}})(?:\.?e\.?r\.?)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_HOUR = re.compile(r"\s*(?:,\s*|-\s*)?(?:à\s*)?(\d{1,2})\s*(?::|h(?:eures?)?)\s*(\d{2})?", re.IGNORECASE)


def day(text: str | None) -> str | None:
    """``"1.e.r septembre 2020"`` is 2020-09-01."""
    found = _DAY.search(text or "")
    return f"{found[3]}-{MONTHS.index(found[2].lower()) + 1:02d}-{int(found[1]):02d}" if found else None


def moment(text: str | None) -> str | None:
    """``"1.e.r septembre 2020, à 12 h 30"``; the day alone where no hour follows it."""
    found = _DAY.search(text or "")
    if not found:
        return None
    hour = _HOUR.match(found.string, found.end())
    return f"{day(found[0])}T{int(hour[1]):02d}:{hour[2] or '00'}" if hour else day(found[0])
