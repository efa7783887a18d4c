"""A storm in scaled mode: faults drawn by a seed fall on real servers and real hosts while they work."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

from psycopg import Connection, Error, connect

from tests.workers.storms.host import SOUND, Fitting, Place
from tests.workers.storms.release import Host, Release
from tests.workers.storms.servers import Servers

HOSTS = 2
FAULTS = (2, 6)
"""How many faults a storm has, both included."""

PATIENCE = 1.5
"""Seconds that a fault waits at most for some steps to be done, since the one before may have stopped all."""


@dataclass
class Storm:
    """The faults of one seed, on hosts that are started again when they die.

    Of two releases the first one's hosts are there when it begins, those of the second come by an upgrade.
    """

    releases: list[Release]
    servers: Servers
    place: Place
    dice: random.Random
    hosts: list[Host] = field(default_factory=list)
    fallen: Counter[str] = field(default_factory=Counter)
    idle: int = 0
    _names: Iterator[int] = field(default_factory=count)

    def start(self, fitting: Fitting = SOUND) -> None:
        """One host more; half of them others cannot see to be dead, only that their leases run out."""
        name = f"host-{next(self._names)}" if self.dice.random() < 0.5 else ""
        fitted = Fitting(fitting.astray, fitting.largest, name=name)
        self.hosts.append(self.releases[0].start("work", self.place, fitted))

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
        with self.servers.client() as client:
            client.flushall()

    def restart_redis(self) -> None:
        """The broker goes away and comes back with its file."""
        port, folder = self.servers.stop_redis()
        time.sleep(self.dice.uniform(0, 0.3))
        self.servers.start_redis(port, folder)

    def fill_redis(self) -> None:
        """The broker takes nothing for a while: its memory is full."""
        with self.servers.client() as client:
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
        name = f"later_{self.fallen['add_column']}"
        with suppress(Error), self._said() as connection:
            connection.execute(f"ALTER TABLE work ADD COLUMN IF NOT EXISTS {name} TEXT".encode())

    def upgrade(self) -> None:
        """A host is replaced by one of the next release, which migrates; the other works on as it is."""
        self.releases = self.releases[1:]
        self.kill()

    def blow(self) -> None:
        """The faults of the seed; between two of them work goes on."""
        faults: list[Callable[[], None]] = [
            self.kill, self.kill_all, self.flush, self.restart_redis, self.fill_redis, self.crash_postgres,
            self.fill_disk, self.misset_clock, self.trouble_origin, self.add_column,
        ]  # fmt: skip
        drawn = self.dice.choices(faults, k=self.dice.randint(*FAULTS))
        if len(self.releases) > 1:
            drawn[self.dice.randrange(len(drawn))] = self.upgrade
        for fault in drawn:
            self._wait()
            self.idle += not self._left()
            fault()
            self.fallen[fault.__name__] += 1

    def end(self) -> None:
        """No host is left."""
        while self.hosts:
            self._end(self.hosts[0])

    def _for_a_while(self, fitting: Fitting) -> None:
        self._end(self.dice.choice(self.hosts))
        self.start(fitting)
        time.sleep(self.dice.uniform(0.2, 0.8))
        self._end(self.hosts[-1])
        self.start()

    def _end(self, host: Host) -> None:
        host.kill()
        self.hosts.remove(host)

    def _wait(self) -> None:
        """Until some more steps are done."""
        aim, end = self._count("done") + self.dice.randint(1, 30), time.monotonic() + PATIENCE
        while self._count("done") < aim and time.monotonic() < end:
            time.sleep(0.03)

    def _left(self) -> bool:
        """Whether there is work; also where nothing has begun, or nobody can say."""
        return not self._count("done") or self._count("ready", "leased") != 0

    def _count(self, *states: str) -> int:
        with suppress(Error), self._said() as connection:
            query = "SELECT count(*) FROM work WHERE state = ANY(%s)"
            row = connection.execute(query, [list(states)]).fetchone()
            return int(row[0]) if row else 0
        return 0

    @contextmanager
    def _said(self) -> Iterator[Connection]:
        with connect(self.place.database.replace("+psycopg", ""), autocommit=True) as connection:
            yield connection
