"""The ways of matching that are compared must be ways of the same matching."""

from __future__ import annotations

from benchmarks.matching.load import DATASET, notices, watches
from benchmarks.matching.rivals import Inversion, Loop
from workers.matching.match import explain, searched


def test_each_way_finds_the_same() -> None:
    among, rows = watches(500, 5), notices(20, 6)
    ready = [searched(DATASET, row) for row in rows]
    expected = [sorted(watch.id for watch in among if explain(watch, row) is not None) for row in ready]
    loop = Loop(among)
    assert sum(map(len, expected)) > 5
    assert [loop.match(row) for row in rows] == expected
    assert Inversion(among).match(rows) == expected
