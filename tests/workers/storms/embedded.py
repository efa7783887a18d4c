"""A storm in embedded mode: one process with SQLite; killed, its database full, its clock wrong."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from core.storage.database import Database
from tests.workers.storms.host import SOUND, Fitting, Place
from tests.workers.storms.outcome import LONGEST, left
from tests.workers.storms.release import Host, Release
from tests.workers.storms.storm import FAULTS


@dataclass
class Embedded:
    """The faults of one seed on passages that are made one after the other, as by a timer."""

    release: Release
    place: Place
    dice: random.Random
    fallen: Counter[str] = field(default_factory=Counter)
    _passage: Host | None = None

    def kill(self) -> None:
        """Kill -9 at any moment of a passage."""
        self._begin(SOUND)
        time.sleep(self.dice.uniform(0, 0.4))
        self.end()

    def fill_database(self) -> None:
        """``max_page_count``: the database takes a few pages more, then none."""
        self._for_a_while(Fitting(spare=self.dice.randint(0, 40)))

    def fill_disk(self) -> None:
        """No file may grow past 64 bytes: neither the archive nor the database takes anything."""
        self._for_a_while(Fitting(largest=64))

    def misset_clock(self) -> None:
        """The clock is ten minutes wrong."""
        self._for_a_while(Fitting(astray=self.dice.choice((-600.0, 600.0))))

    def trouble_origin(self) -> None:
        """The publisher is slow and fails half the time."""
        self.place.trouble.touch()
        self._for_a_while(SOUND)
        self.place.trouble.unlink()

    def twice(self) -> None:
        """Two passages at once; one of them is killed."""
        other = self.release.start("passage", self.place, SOUND)
        self._for_a_while(SOUND)
        other.kill()

    def blow(self) -> None:
        """The faults of the seed."""
        faults: list[Callable[[], None]] = [
            self.kill, self.fill_database, self.fill_disk, self.misset_clock, self.trouble_origin, self.twice,
        ]  # fmt: skip
        for fault in self.dice.choices(faults, k=self.dice.randint(*FAULTS)):
            fault()
            self.fallen[fault.__name__] += 1

    def settle(self, db: Database) -> None:
        """Passages, until nothing is left to do.

        Raises:
            TimeoutError: they do not come to it.
        """
        end = time.monotonic() + LONGEST
        self._begin(SOUND)
        while True:
            if self._passage is None or self._passage.has_ended():
                self._passage = None
                if not left(db):
                    return
                self._begin(SOUND)
            if time.monotonic() > end:
                raise TimeoutError(f"left: {left(db)[:10]}")
            time.sleep(0.05)

    def end(self) -> None:
        """No passage is left."""
        if self._passage is not None:
            self._passage.kill()
        self._passage = None

    def _begin(self, fitting: Fitting) -> None:
        self.end()
        self._passage = self.release.start("passage", self.place, fitting)

    def _for_a_while(self, fitting: Fitting) -> None:
        self._begin(fitting)
        time.sleep(self.dice.uniform(0.1, 0.6))
        self.end()
