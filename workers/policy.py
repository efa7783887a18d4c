"""How urgent each stage is, how often it is tried and how long it waits in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Policy:
    """Of one stage.

    ``priority`` orders the queue, the smallest first: later stages go first, so that a document that has
    begun is finished before the next one begins. After ``attempts`` an error parks the work; after ``claims``
    it is parked untried, for it seems to kill its worker. The wait before attempt n is
    ``first_wait`` × ``factor`` ** (n - 2), at most ``longest_wait``.
    """

    priority: int
    attempts: int
    first_wait: timedelta
    claims: int = 5
    factor: float = 4.0
    longest_wait: timedelta = timedelta(hours=12)

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after so many attempts."""
        return min(self.first_wait * self.factor ** max(0, attempts - 1), self.longest_wait)


POLICIES = {
    # Steps without which a run can't end are tried for as long as somebody starts a worker.
    "publish": Policy(0, 1000, 2 * _SECOND, claims=1000),
    "discover": Policy(60, 5, 2 * _SECOND, claims=1000),
    # Of documents: five claims, then people look at it.
    "fetch": Policy(50, 5, 2 * _SECOND),
    "unpack": Policy(40, 5, 1 * _SECOND),
    "extract": Policy(30, 5, 1 * _SECOND),
    "normalise": Policy(20, 5, 1 * _SECOND),
    "match": Policy(10, 20, 1 * _SECOND, claims=20),
    # What a timetable asks for; after its last attempt the next slot tries again.
    "duty": Policy(5, 3, timedelta(seconds=20)),
    "chore": Policy(65, 3, timedelta(minutes=1)),
    # After all else: it reads whole datasets. The next run of the source measures again.
    "measure": Policy(70, 5, 2 * _SECOND),
    # 3 min × 3ⁿ, at most 18 h: nine attempts over some 54 hours.
    "deliver": Policy(5, 9, timedelta(minutes=3), 20, 3.0, timedelta(hours=18)),
}

QUEUES = ("short", "heavy")
"""The queues of the broker: a long document must not hold up a delivery."""

HEAVY = ("unpack", "extract", "measure", "chore")
"""The stages that take seconds and a processor; the others mostly wait."""

BEFORE_PUBLISHING = ("discover", "fetch", "unpack", "extract", "normalise")
"""The stages that a run must be through before it may publish."""


def queue_of(stage: str) -> str:
    """The queue of the broker on which rows of a stage are told of."""
    return "heavy" if stage in HEAVY else "short"
