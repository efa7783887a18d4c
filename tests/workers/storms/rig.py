"""A rig: servers, warm releases and templates of databases, for one storm after the other."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.storage.database import open_database
from tests.workers import toy
from tests.workers.storms.embedded import Embedded
from tests.workers.storms.host import SOURCE, Place, context_of
from tests.workers.storms.outcome import Weathered, state_of, until_done
from tests.workers.storms.release import Release, older, warmed
from tests.workers.storms.servers import Servers, servers
from tests.workers.storms.storm import HOSTS, Storm
from workers.advance import Plan, open_run

DOCUMENTS = {
    **{f"doc-{n}": toy.body(toy.row(n), toy.row(100 + n)) for n in range(8)},
    **{f"page-{n}": b"%PDF\n" + toy.body(toy.row(n, objet="page")) for n in range(2)},
    "bad": b"corrupt",
    "annulment": toy.body(toy.row(90, annule="toy:5")),
}


@dataclass
class Rig:
    """What is kept from one storm to the next; ``before`` is None where no older release is to be had."""

    root: Path
    answers: Path
    servers: Servers
    release: Release
    before: Release | None

    def kind(self, seed: int) -> str:
        """One storm in five is in embedded mode, one in five a rolling upgrade."""
        if seed % 5 == 0:
            return "embedded"
        return "upgrade" if seed % 5 == 1 and self.before is not None else "scaled"

    @cached_property
    def calm(self) -> Weathered:
        """The outcome without any fault."""
        dice = random.Random(0)  # noqa: S311 - chance, not secrets
        with self._home("calm") as home, self.servers.copied("now") as database:
            return self._scaled(Storm([self.release], *self._scene(database, home), dice), calm=True)

    def weathered(self, seed: int) -> Weathered:
        """The state after the storm of a seed.

        Raises:
            TimeoutError: work is left that nobody does.
        """
        dice = random.Random(seed)  # noqa: S311 - chance, not secrets
        with self._home(f"home-{seed}") as home:
            if self.kind(seed) == "embedded":
                return self._embedded(Embedded(self.release, self._place(str(home / "db"), home), dice))
            releases = [self.before, self.release] if self.kind(seed) == "upgrade" else [self.release]
            template = "before" if len(releases) > 1 else "now"
            with self.servers.copied(template) as database, self.servers.client() as client:
                client.flushall()
                there = [each for each in releases if each is not None]
                return self._scaled(Storm(there, *self._scene(database, home), dice))

    def _scaled(self, storm: Storm, *, calm: bool = False) -> Weathered:
        for _ in range(HOSTS):
            storm.start()
        try:
            if not calm:
                storm.blow()
            began = time.monotonic()
            with open_database(storm.place.database, [toy.TOYS]) as db:
                until_done(db)
                seconds = time.monotonic() - began
                # What gave up in the storm is taken up by the next passage, as on the next morning.
                open_run(context_of(storm.place, db), Plan(SOURCE, toy.WINDOW))
                until_done(db)
                return Weathered(state_of(db, storm.place), storm.fallen, storm.idle, seconds)
        finally:
            storm.end()

    def _embedded(self, storm: Embedded) -> Weathered:
        shutil.copy(self.root / "now.sqlite", storm.place.database)
        try:
            storm.blow()
            began = time.monotonic()
            with open_database(storm.place.database, [toy.TOYS]) as db:
                storm.settle(db)
                seconds = time.monotonic() - began
                open_run(context_of(storm.place, db), Plan(SOURCE, toy.WINDOW))
                storm.settle(db)
                return Weathered(state_of(db, storm.place), storm.fallen, 0, seconds)
        finally:
            storm.end()

    def _scene(self, database: str, home: Path) -> tuple[Servers, Place]:
        return self.servers, self._place(database, home)

    def _place(self, database: str, home: Path) -> Place:
        return Place(database, self.servers.redis_url, home, self.answers, time.time())

    @contextmanager
    def _home(self, name: str) -> Iterator[Path]:
        home = self.root / name
        home.mkdir()
        yield home
        shutil.rmtree(home)  # what a failed storm left is kept for those who look for its reason


@contextmanager
def rig(root: Path, revision: str = "") -> Iterator[Rig]:
    """A rig in a folder; the older release is that of a revision, or the one before the last migration."""
    root.chmod(0o755)
    with ExitStack() as stack:
        both = stack.enter_context(servers(root / "servers"))
        release = _warmed(stack, None)
        (root / "older").mkdir()
        tree = older(root / "older", revision)
        before = _warmed(stack, tree) if tree else None
        for name, each in (("now", release), ("before", before)):
            if each is not None:
                each.prepare(both.create(name))
        with open_database(str(root / "now.sqlite"), [toy.TOYS]):
            pass
        with sqlite3.connect(root / "now.sqlite") as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        yield Rig(root, toy.record(root / "recorded", DOCUMENTS), both, release, before)


def _warmed(stack: ExitStack, tree: Path | None) -> Release:
    release = warmed(tree) if tree else warmed()
    stack.callback(release.close)
    return release
