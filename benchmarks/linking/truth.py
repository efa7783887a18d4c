"""How right a grouping of records is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rightness:
    """Shares from 0 to 1.

    Of pairs: put together and right, of those put together (precision) and of those that belong together
    (recall). Of clusters (B-cubed, Bagga and Baldwin 1998): the same for each record's cluster, in the mean
    of the records.
    """

    pair_precision: float
    pair_recall: float
    cluster_precision: float
    cluster_recall: float


def rightness(found: Sequence[Hashable], truth: Sequence[Hashable]) -> Rightness:
    """Compare the cluster of each record with its true one."""
    both = Counter(zip(found, truth, strict=True))
    mine, theirs = Counter(found), Counter(truth)
    right, put, due = (sum(n * (n - 1) // 2 for n in each.values()) for each in (both, mine, theirs))
    of_found = sum(n * n / mine[cluster] for (cluster, _), n in both.items())
    of_truth = sum(n * n / theirs[cluster] for (_, cluster), n in both.items())
    count = len(found)
    return Rightness(right / max(put, 1), right / max(due, 1), of_found / count, of_truth / count)
