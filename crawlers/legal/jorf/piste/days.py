"""Days as the API writes them: milliseconds since 1970, or ISO."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_PARIS = ZoneInfo("Europe/Paris")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = re.compile(r"-?\d{5,}")


def day_of(text: str) -> date | None:
    """The day in Paris: midnight may be that of Paris or of UTC, and both are of the same day there."""
    if _MILLISECONDS.fullmatch(text):
        return (_EPOCH + timedelta(milliseconds=int(text))).astimezone(_PARIS).date()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(_PARIS).date() if moment.tzinfo else moment.date()
