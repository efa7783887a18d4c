from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.http.pace import Pace
from core.http.retry import Retry, retry_after

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("Wed, 31 Dec 2025 23:00:00 GMT", 0.0),
        ("Thu, 01 Jan 2026 00:01:00", 60.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_retry_after_never_fails(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(1, 50), st.floats(0, 1))
def test_waits_grow_within_bounds(attempt: int, drawn: float) -> None:
    wait = Retry(longest_wait=30, draw=lambda: drawn).wait(attempt)
    assert 0.5 <= wait <= 30


def test_each_host_has_its_own_turn() -> None:
    clock = FixedClock()
    pace = Pace(2, clock)
    pace.wait("a")
    pace.wait("b")
    assert clock.slept == []
    pace.wait("a")
    pace.wait("a", at_least=5)
    pace.wait("a")
    assert clock.slept == [2.0, 2.0, 5.0]


def test_a_host_left_alone_is_free() -> None:
    clock = FixedClock()
    pace = Pace(2, clock)
    pace.wait("a")
    clock.advance(10)
    pace.wait("a")
    assert clock.slept == []


def test_threads_queue() -> None:
    class Still(FixedClock):
        def advance(self, seconds: float) -> None:
            pass

    clock = Still()
    pace = Pace(1, clock)
    threads = [threading.Thread(target=pace.wait, args=("a",)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(clock.slept) == [1.0, 2.0, 3.0, 4.0]
