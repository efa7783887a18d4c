from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.clock import SYSTEM, FixedClock, paris, utc_now


def test_paris_knows_summer() -> None:
    assert paris(datetime(2026, 7, 1, 10, tzinfo=UTC)).isoformat() == "2026-07-01T12:00:00+02:00"
    assert paris(datetime(2026, 1, 1, 23, tzinfo=UTC)).isoformat() == "2026-01-02T00:00:00+01:00"


def test_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        paris(datetime(2026, 1, 1))  # noqa: DTZ001


def test_system_clock_is_utc_and_goes_on() -> None:
    assert utc_now().tzinfo is UTC
    start = SYSTEM.monotonic()
    SYSTEM.sleep(0.001)
    assert SYSTEM.monotonic() > start


def test_fixed_clock_moves_by_sleeping() -> None:
    clock = FixedClock(datetime(2026, 3, 1, tzinfo=UTC))
    clock.sleep(60)
    clock.advance(1)
    assert clock.now() == datetime(2026, 3, 1, 0, 1, 1, tzinfo=UTC)
    assert clock.monotonic() == 61
    assert clock.slept == [60]
