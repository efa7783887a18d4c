"""Servers that crash, hosts that die, disks and databases that are full, an upgrade: all is there, once."""

from __future__ import annotations

import pytest

from tests.workers.storms.__main__ import main
from tests.workers.storms.walk import stormy

SEEDS = (1, 2, 5)
"""An upgrade, a storm in scaled mode and one in embedded mode."""


@pytest.mark.faults
@pytest.mark.slow
def test_a_storm_loses_and_doubles_nothing() -> None:
    found = stormy(SEEDS)
    assert {each.seed: each.defects for each in found} == {seed: [] for seed in SEEDS}
    assert max(each.seconds for each in found) <= 30
    assert len({name for each in found for name in each.fallen}) > 3


@pytest.mark.heavy
@pytest.mark.timeout(36_000)
def test_a_thousand_storms_lose_and_double_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["storms", "1000"])
    assert main() == 0
