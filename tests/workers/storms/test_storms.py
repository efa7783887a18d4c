"""Servers that crash, hosts that die, disks that are full, clocks that are wrong: all is there, once."""

from __future__ import annotations

import pytest

from tests.workers.storms.__main__ import stormy

SEEDS = range(1, 4)
MANY = range(1, 1_001)


@pytest.mark.faults
@pytest.mark.slow
def test_a_storm_loses_and_doubles_nothing() -> None:
    report = stormy(SEEDS)
    assert report.defects == {}
    assert report.longest <= 30
    assert len(report.fallen) > 3


@pytest.mark.heavy
@pytest.mark.timeout(36_000)
def test_a_thousand_storms_lose_and_double_nothing() -> None:
    assert stormy(MANY).defects == {}
