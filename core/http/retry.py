"""When to ask again, and how long to wait before."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from core.errors import FetchError

TOO_MANY = 429
TEMPORARY = frozenset({408, 425, TOO_MANY, 500, 502, 503, 504})
FIRST_WAIT = 1.0


class Temporary(FetchError):
    """The request may succeed when it is made again, after ``wait`` seconds if the publisher says so.

    ``status`` is that of the answer, 0 where none came.
    """

    def __init__(self, message: str, wait: float | None = None, status: int = 0) -> None:
        super().__init__(message)
        self.wait, self.status = wait, status


@dataclass(frozen=True, slots=True)
class Retry:
    """Up to ``attempts`` requests, waiting ever longer, never longer than ``longest_wait`` seconds.

    ``draw`` gives a number from 0 to 1: waits are drawn at random, so that clients do not return all at once.
    """

    attempts: int = 4
    longest_wait: float = 120.0
    draw: Callable[[], float] = random.random

    def wait(self, attempt: int) -> float:
        """Seconds to wait after the failed ``attempt`` (from 1): half fixed, half drawn, doubling."""
        full = min(FIRST_WAIT * 2.0 ** (attempt - 1), self.longest_wait)
        return full / 2 + full / 2 * self.draw()


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a ``Retry-After`` header asks for: a number or a date; None for anything else."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)
