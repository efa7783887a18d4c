"""The world of a seed: its clock, its dice, and what goes wrong between any two transactions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from core.storage.database import Database
from tests.workers import toy


class Crash(BaseException):
    """The process dies here; nothing in the product may catch it."""


@dataclass
class World:
    """One seed; ``storm`` says whether things go wrong, ``opened`` whether
    a scheduler has looked in, ``idle`` what others do while a process waits."""

    seed: int
    now: datetime = toy.NOON
    storm: bool = True
    crashes: int = 0
    steps: int = 0
    opened: bool = False
    idle: Callable[[], None] | None = None
    dice: random.Random = field(init=False)
    _trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - chance, not secrets

    def time(self) -> datetime:
        """The clock of every process."""
        return self.now

    def passes(self, seconds: float) -> None:
        """Time goes by."""
        self.now += timedelta(seconds=seconds)

    def chance(self, share: float) -> bool:
        """Whether something of this likelihood happens; nothing does when the storm is over."""
        return self.storm and self.dice.random() < share

    def boundary(self, place: str) -> None:
        """A place between two transactions: the process may die, lose its lease, or others may go on.

        Raises:
            Crash: it dies.
        """
        self.steps += 1
        self._trace.append(f"{place} {self.now.isoformat()}")
        if self.chance(0.03):
            self.crashes += 1
            raise Crash(place)
        if self.chance(0.015):
            self.passes(45)  # longer than a lease: another takes the work, and this one is late
        if self.idle is not None and self.chance(0.06):
            self.idle()

    def digest(self) -> str:
        """All that happened, in short: two walks of a seed are the same to the last transaction."""
        return sha256("\n".join(self._trace).encode()).hexdigest()


@dataclass(frozen=True)
class CrashingDatabase(Database):
    """A database at which a process may die before, in and after each transaction."""

    world: World = field(default_factory=lambda: World(0))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """See :class:`Database`."""
        self.world.boundary("read")
        with super().read() as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """See :class:`Database`."""
        with self._watched(super().write()) as tx:
            yield tx

    @contextmanager
    def write_durably(self) -> Iterator[Connection]:
        """See :class:`Database`."""
        with self._watched(super().write_durably()) as tx:
            yield tx

    @contextmanager
    def _watched(self, transaction: object) -> Iterator[Connection]:
        self.world.boundary("begin")
        with transaction as tx:  # type: ignore[attr-defined]
            yield tx
            if self.world.chance(0.01):
                self.world.crashes += 1
                raise Crash("commit")  # rolled back, as SQLite does when it is opened again
        self.world.boundary("committed")
