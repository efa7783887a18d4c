"""Calls a day: counted in this process, by who asks; the day begins at midnight UTC, as the vendor's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from console.api.refusals import TooManyCalls

TOO_MANY = 10002
"""The vendor's number of this error."""


@dataclass
class Quotas:
    """The calls of today."""

    now: Callable[[], datetime]
    _day: date = date.min
    _calls: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, subject: str, quota: int) -> dict[str, str]:
        """Count a call; the headers that tell what is left.

        Raises:
            TooManyCalls: there is none left today.
        """
        now = self.now()
        with self._lock:
            if now.date() != self._day:
                self._day, self._calls = now.date(), {}
            used = self._calls[subject] = self._calls.get(subject, 0) + 1
        reset = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        headers = {
            "X-RateLimit-Limit": str(quota),
            "X-RateLimit-Remaining": str(max(0, quota - used)),
            "X-RateLimit-Reset": str(int(reset.timestamp())),
        }
        if used > quota:
            raise TooManyCalls(_body(quota, reset), headers)
        return headers


def _body(quota: int, reset: datetime) -> dict[str, object]:
    return {
        "errorcode": TOO_MANY,
        "reset_time": reset.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "limit_time_unit": "day",
        "call_limit": quota,
        "error": "Too many requests on the domain. Please contact the domain administrator.",
    }
