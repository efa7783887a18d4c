"""Awards that notices of one procurement tell several times: the BOAMP and the JOUE, or a notice anew.

Within a thread an award of another publisher is the same where two of lot, winner and amount are the same and
no lot is another, the surest pairs first, one with one; of the same publisher where all three are, so that
contracts which follow one another under one framework stay several. The first published stands for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Told:
    """An award as a notice tells it; ``winner`` is a key of organisations, ``day`` in ISO form."""

    record: str
    notice: str
    thread: str
    lot: str | None
    winner: str
    amount: float
    day: str

    @property
    def publisher(self) -> str:
        """``boamp:26-10001`` → ``boamp``."""
        return self.notice.partition(":")[0]


def told_again(awards: Iterable[Told]) -> set[str]:
    """The records that say what an earlier notice of their thread said."""
    threads: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for each in sorted(awards, key=lambda one: (one.day, one.record)):
        threads[each.thread][each.notice].append(each)
    return {record for notices in threads.values() if len(notices) > 1 for record in _again(notices)}


def _again(notices: dict[str, list[Told]]) -> Iterator[str]:
    stands: list[Told] = []
    for fresh in notices.values():
        paired = _paired(stands, fresh)
        yield from paired
        stands += [each for each in fresh if each.record not in paired]


def _paired(stands: list[Told], fresh: list[Told]) -> set[str]:
    """The records of a notice that say one of those which stand, one with one."""
    sure = sorted(
        ((_same(one, other), one.record, other.record) for one, other in product(stands, fresh)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    taken, found = set[str](), set[str]()
    for alike, one, other in sure:
        if alike and one not in taken and other not in found:
            taken.add(one)
            found.add(other)
    return found


def _same(one: Told, other: Told) -> int:
    """How many of lot, winner and amount are the same; 0 where too few are for one award."""
    if one.lot and other.lot and one.lot != other.lot:
        return 0
    winner = bool(one.winner) and one.winner == other.winner
    alike = (one.lot == other.lot) + winner + (one.amount == other.amount)
    return alike if alike >= (3 if one.publisher == other.publisher else 2) else 0
