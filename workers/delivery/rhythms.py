"""When digests are made: at seven in Paris, each day or each Monday."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from core.clock import PARIS, paris
from core.model.channel import Rhythm

HOUR = time(7)
_MONDAY = 0


def next_digest(rhythm: Rhythm, now: datetime) -> datetime | None:
    """The first moment after ``now`` at which a digest is made; None for mails that are sent at once."""
    if rhythm is Rhythm.INSTANT:
        return None
    day = paris(now).date()
    for _ in range(9):
        moment = datetime.combine(day, HOUR, PARIS).astimezone(UTC)
        if moment > now and (rhythm is Rhythm.DAILY or day.weekday() == _MONDAY):
            return moment
        day += timedelta(days=1)
    raise AssertionError("unreachable")
