"""The time, which tests can set: stored in UTC, shown in Europe/Paris (law 7)."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds from some moment on, never going back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """See :class:`Clock`."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """See :class:`Clock`."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """See :class:`Clock`."""
        time.sleep(seconds)


class FixedClock:
    """A clock for tests: it stands still, except that waiting moves it on and is remembered in ``slept``."""

    def __init__(self, start: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> None:
        self._start = start
        self._passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        """See :class:`Clock`."""
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """See :class:`Clock`."""
        return self._passed

    def sleep(self, seconds: float) -> None:
        """See :class:`Clock`."""
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._passed += seconds


SYSTEM = SystemClock()


def utc_now() -> datetime:
    """The time of the machine, aware, in UTC."""
    return SYSTEM.now()


def paris(moment: datetime) -> datetime:
    """An aware moment as the clocks of Paris show it.

    Raises:
        ValueError: the moment is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone cannot be shown in Paris")
    return moment.astimezone(PARIS)
