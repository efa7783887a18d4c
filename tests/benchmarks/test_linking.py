"""The composed procurements are told apart; the measure of rightness is checked by hand."""

from __future__ import annotations

import pytest

from benchmarks.linking.composed import compose
from benchmarks.linking.truth import rightness
from normalizers.linking.clusters import Bond, threads
from normalizers.linking.facts import facts_of
from normalizers.linking.links import linked


def test_rightness_of_what_can_be_counted() -> None:
    right = rightness([1, 1, 1, 2], ["a", "a", "b", "b"])
    assert right.pair_precision == pytest.approx(1 / 3)
    assert right.pair_recall == pytest.approx(1 / 2)
    assert right.cluster_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert right.cluster_recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)


@pytest.mark.parametrize("seed", [7, 11])
def test_composed_procurements_are_told_apart(seed: int) -> None:
    """Seeds that no figure was looked at with."""
    records = compose(6_000, seed)
    assert [each.row for each in records] == [each.row for each in compose(6_000, seed)]
    facts = [facts_of(each.dataset, each.row) for each in records]
    bonds = [Bond(each.one, each.other, each.score, each.declared) for each in linked(facts)]
    labels = {member: number for number, one in enumerate(threads(facts, bonds)) for member in one}
    found = rightness([labels[each] for each in range(len(facts))], [each.procurement for each in records])
    assert found.cluster_precision >= 0.98
    assert found.cluster_recall >= 0.94
