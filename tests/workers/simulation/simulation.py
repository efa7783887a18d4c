"""Two nights of an installation with several worker hosts and schedulers, as one seed has them.

The steps, the queue, the dispatcher and the scheduler are those of the product, on SQLite. Processes take
turns; between any two transactions of one, it may die, lose its lease, or wait while another takes a turn.
When the storm is over the hosts work on until nothing is left, and the installation must look as after two
calm nights.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import select, text

from core.model.source import Floor
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.runs import Runs
from core.storage.schema import DOCUMENT, LEDGER, METADATA, OUTBOX, REFUSAL, REVISION, RUN, WORK
from core.storage.work import Queue, WorkState
from tests.workers import toy
from tests.workers.simulation.broker import LossyBroker
from tests.workers.simulation.publisher import MemoryBlobs, Publisher, Receiver
from tests.workers.simulation.world import Crash, CrashingDatabase, World
from workers.context import Context
from workers.pool import Pool
from workers.schedule import Scheduler
from workers.step import POISON

HOSTS = 3
TURNS = 60
"""Turns of a night's storm, unless all is done before."""

LONGEST = 200
"""Rounds after the storm in which all must be done."""

NIGHTS: tuple[dict[str, bytes], ...] = (
    {
        "a": toy.body(toy.row(1), toy.row(2)),
        "b": toy.body(toy.row(3)),
        "c": b"%PDF\n" + toy.body(toy.row(3, objet="page")),
        "bad": b"corrupt",
    },
    {
        "a": toy.body(toy.row(1), toy.row(2, objet="Rectifié")),
        "b": toy.body(toy.row(3)),
        "c": b"%PDF\n" + toy.body(toy.row(3, objet="page")),
        "bad": b"corrupt",
        "d": toy.body(toy.row(4, annule="toy:1")),
    },
)
SOURCE = replace(toy.SOURCE, floor=Floor(documents=1))


class Defect(AssertionError):
    """What no seed may show."""


@dataclass
class Host:
    """A worker process; one that dies is started again under another name."""

    context: Context
    broker: LossyBroker
    number: int
    lives: int = 0
    busy: bool = False
    pool: Pool = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A fresh process."""
        self.lives += 1
        self.pool = Pool(self.context, self.broker.beside(), threads=1)
        self.pool._owner = f"host-{self.number}.{self.lives}/1/1"

    def turn(self, world: World) -> None:
        """A message, if one has come; else a beat, or a round of the dispatcher."""
        if self.broker.has_any():
            self.work()
        elif world.dice.random() < 0.1:
            self._living(self._beat)
        else:
            self.dispatch()

    def dispatch(self) -> None:
        """Tell of what is ready."""
        self._living(self.pool._dispatcher.round)

    def work(self) -> None:
        """Take the steps of a message; the broker gives it again if it was not told of their end."""
        ids = self.broker.take()
        if ids is None:
            return
        outlived = self._living(lambda: self.pool._steps(ids))
        if not outlived and self.broker.world.dice.random() < 0.5:
            self.broker.put(ids)

    def _beat(self) -> None:
        with self.context.db.write() as tx:
            Queue(tx).renew(self.pool._owner, self.context.now() + self.context.lease)

    def _living(self, act: Callable[[], object]) -> bool:
        """Whether the process outlived an act; one that is dead is replaced."""
        self.busy = True
        try:
            act()
        except Crash:
            self.start()
            return False
        finally:
            self.busy = False
        return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a seed came to: the installation as people see it, its faults, and the digest of its walk."""

    state: Mapping[str, Any]
    crashes: int
    steps: int
    digest: str
    given_up: int


@dataclass
class Simulation:
    """A database that is emptied between seeds; opening one takes longer than a seed."""

    base: Database

    def walk(self, seed: int, *, calm: bool = False) -> Outcome:
        """Walk both nights.

        Raises:
            Defect: work is left that nobody does.
        """
        self._empty()
        world = World(seed, storm=not calm)
        publisher, receiver = Publisher(world), Receiver(world)
        context = self._context(world, publisher, receiver)
        broker = LossyBroker(world)
        hosts = [Host(context, broker, number) for number in range(HOSTS)]
        schedulers = [Scheduler(context, duties=dict) for _ in range(2)]
        world.idle = lambda: _someone(world, hosts)
        given_up: set[str] = set()
        for night, documents in enumerate(NIGHTS):
            world.now = max(world.now, toy.NOON + timedelta(days=night))
            publisher.documents = dict(documents)
            world.storm, world.opened = not calm, False
            for _ in range(TURNS if world.storm else 0):
                _turn(world, hosts, schedulers, broker)
                if world.dice.random() < 0.1 and self._is_done():
                    break
            self._settle(world, hosts, schedulers)
            given_up |= self._given_up()  # the next night's bytes may be read, and the refusal is forgotten
        return Outcome(self._state(receiver), world.crashes, world.steps, world.digest(), len(given_up))

    def _context(self, world: World, publisher: Publisher, receiver: Receiver) -> Context:
        return Context(
            db=CrashingDatabase(self.base.engine, self.base.catalogue, world=world),
            blobs=MemoryBlobs(),
            sources={"toy": SOURCE},
            origin_for=lambda _run: publisher,
            route=replace(toy.ROUTE, deliver=receiver),
            now=world.time,
        )

    def _settle(self, world: World, hosts: list[Host], schedulers: list[Scheduler]) -> None:
        """The storm is over: everything is done, and a passage is made over the source without any trouble.

        A run that is still under way keeps another from being opened; what it gave up, by name, is had by the
        passage after it, before the publisher's next night.
        """
        world.storm = False
        opened: list[str] = []
        while not opened:
            world.passes(timedelta(days=1).total_seconds() / 2)
            opened = schedulers[0].tick()
            self._finish(world, hosts)

    def _finish(self, world: World, hosts: list[Host]) -> None:
        for _ in range(LONGEST):
            hosts[0].dispatch()
            waiting = len(hosts[0].broker.letters)
            for number in range(waiting):
                hosts[number % HOSTS].work()
            if not waiting:
                if self._is_done():
                    return
                world.passes(20)
        raise Defect(f"after {LONGEST} calm rounds there is work left: {self._left()}")

    def _is_done(self) -> bool:
        with self.base.read() as tx:
            return not Queue(tx).count(WORK.c.state.in_(_OPEN)) and not Runs(tx).unfinished()

    def _left(self) -> list[Any]:
        with self.base.read() as tx:
            rows = [
                (each.stage, each.subject, each.state.value)
                for each in Queue(tx).rows(WORK.c.state.in_(_OPEN))
            ]
            return [*rows, *(f"run {run.id} {run.state.value}" for run in Runs(tx).unfinished())]

    def _given_up(self) -> set[str]:
        """Documents refused as poison, and runs that parked a piece of work: the next passage has it."""
        with self.base.read() as tx:
            refused = set(tx.execute(select(REFUSAL.c.key).where(REFUSAL.c.code == POISON)).scalars())
            runs = tx.execute(select(RUN.c.id, RUN.c.counts)).all()
        return refused | {f"run {each.id}" for each in runs if each.counts.get("parked")}

    def _state(self, receiver: Receiver) -> dict[str, Any]:
        """All that must come out the same, and how often a receiver that knows keys was told each thing."""
        with self.base.read() as tx:
            rows = list(Rows(tx, self.base.catalogue).rows("jouets"))
            documents = tx.execute(select(DOCUMENT.c.key, DOCUMENT.c.state)).all()
            refused = tx.execute(select(REFUSAL.c.key, REFUSAL.c.code)).all()
            versions = tx.execute(select(REVISION.c.record, REVISION.c.version, REVISION.c.data)).all()
            entries = tx.execute(select(LEDGER.c.watch, LEDGER.c.record, LEDGER.c.version)).all()
            messages = tx.execute(select(OUTBOX.c.subject, OUTBOX.c.state)).all()
        return {
            "rows": sorted(repr(sorted(_timeless(row).items())) for row in rows),
            "values": sorted(repr(sorted({**_timeless(row), "version": 0}.items())) for row in rows),
            "documents": sorted(map(tuple, documents)),
            "refused": sorted(map(tuple, refused)),
            "versions": sorted(
                (each[0], each[1], repr(sorted(_timeless(each[2]).items()))) for each in versions
            ),
            "ledger": sorted(map(tuple, entries)),
            "outbox": sorted((each[0].partition("#")[0], each[1]) for each in messages),
            "told": sorted(subject.partition("#")[0] for subject in receiver.times),
        }

    def _empty(self) -> None:
        with self.base.write() as tx:
            tx.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table in reversed(METADATA.sorted_tables):
                tx.execute(table.delete())
            for name in self.base.catalogue:
                tx.execute(self.base.catalogue[name].table.delete())


_OPEN = (WorkState.READY, WorkState.LEASED)


def _timeless(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("lu_le",)}


def _turn(world: World, hosts: list[Host], schedulers: list[Scheduler], broker: LossyBroker) -> None:
    world.passes(world.dice.expovariate(0.3))
    if not world.opened or world.chance(0.04):
        world.opened = True
        for scheduler in schedulers:  # both in the same second
            with _survived():
                scheduler.tick()
    elif world.chance(0.02):
        broker.lose_all()
    else:
        _someone(world, hosts)


def _someone(world: World, hosts: list[Host]) -> None:
    free = [host for host in hosts if not host.busy]
    if free:
        world.dice.choice(free).turn(world)


@contextmanager
def _survived() -> Iterator[None]:
    try:
        yield
    except Crash:
        return


@contextmanager
def simulation() -> Iterator[Simulation]:
    """A simulation on a database in memory-backed files, where there are such."""
    shared = Path("/dev/shm")  # noqa: S108 - the folder is of our own
    folder = Path(mkdtemp(prefix="veille-sim-", dir=shared if shared.is_dir() else None))
    try:
        with open_database(f"sqlite:///{folder / 'sim.sqlite'}", [toy.TOYS]) as base:
            yield Simulation(base)
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def difference(calm: Outcome, found: Outcome) -> list[str]:
    """What a seed lacks or has too much of, in words.

    A document whose worker died five times running is refused as such, by name; what it would have said is
    then missing by rule. A piece of work that was given up before is done by the next passage, and its row
    has one version more or less. In both, doubles are a defect, and other values where in the end all was
    read.
    """
    told = []
    for name, wanted in calm.state.items():
        there = Counter(found.state[name])
        told += [f"{name}: twice {each}" for each, times in there.items() if times > 1]
        read = name == "values" and found.state["documents"] == calm.state["documents"]
        if read or not found.given_up:
            told += [f"{name}: missing {each}" for each in Counter(wanted) - there]
            told += [f"{name}: too many {each}" for each in there - Counter(wanted)]
    return told


@dataclass
class Report:
    """What came of some seeds: the defects by seed, and how much went wrong on purpose."""

    defects: dict[int, list[str]] = field(default_factory=dict)
    seeds: int = 0
    crashes: int = 0
    transactions: int = 0
    given_up: int = 0
    cpu_seconds: float = 0.0

    def add(self, other: Report) -> None:
        """Those of other seeds too."""
        self.defects |= {int(seed): told for seed, told in other.defects.items()}
        self.seeds += other.seeds
        self.crashes += other.crashes
        self.transactions += other.transactions
        self.given_up += other.given_up
        self.cpu_seconds += other.cpu_seconds

    @property
    def failing(self) -> float:
        """The share of seeds with a defect."""
        return len(self.defects) / self.seeds if self.seeds else 0.0


def walked(seeds: Iterable[int]) -> Report:
    """Walk seeds, each against two calm nights."""
    report, began = Report(), time.process_time()
    with simulation() as simulated:
        calm = simulated.walk(0, calm=True)
        for seed in seeds:
            report.seeds += 1
            try:
                outcome = simulated.walk(seed)
            except Defect as defect:
                report.defects[seed] = [str(defect)]
                continue
            report.crashes += outcome.crashes
            report.transactions += outcome.steps
            report.given_up += outcome.given_up
            if found := difference(calm, outcome):
                report.defects[seed] = found
    report.cpu_seconds = time.process_time() - began
    return report
