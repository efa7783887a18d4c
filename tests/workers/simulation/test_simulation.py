"""Whatever goes wrong between two transactions, nothing is lost and nothing comes twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.workers.simulation.broken import alerted_without_a_ledger, handed_over_after_the_commit
from tests.workers.simulation.simulation import simulation, walked

SEEDS = 500
SHARD = 25
"""Seeds of one test, so that two processes share them."""

MANY = 10_000
BROKEN = 60
"""Seeds in which a mistake must be seen."""


@pytest.mark.parametrize("first", range(1, SEEDS, SHARD))
def test_no_seed_loses_or_doubles(first: int) -> None:
    report = walked(range(first, first + SHARD))
    assert report.defects == {}
    assert report.crashes > SHARD


@pytest.mark.heavy
@pytest.mark.timeout(7200)
def test_no_seed_of_many_loses_or_doubles() -> None:
    assert walked(range(1, MANY + 1)).defects == {}


@pytest.mark.parametrize(
    ("mistake", "share"), [(handed_over_after_the_commit, 0.1), (alerted_without_a_ledger, 0.03)]
)
def test_a_mistake_is_seen(mistake: Callable[[], AbstractContextManager[None]], share: float) -> None:
    with mistake():
        report = walked(range(1, BROKEN + 1))
    print(f"{mistake.__name__}: {report.failing:.0%} of {BROKEN} seeds fail")
    assert report.failing >= share


def test_a_seed_is_walked_the_same_way_again() -> None:
    with simulation() as simulated:
        walks = [simulated.walk(seed) for seed in (7, 8, 7)]
    assert walks[0].digest == walks[2].digest != walks[1].digest
    assert walks[0].state == walks[2].state
