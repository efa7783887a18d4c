"""What a worker host runs in a storm: the real pool and scheduler, at a clock that goes fast."""

from __future__ import annotations

import os
import random
import resource
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from core.errors import FetchError
from core.model.document import Reference
from core.model.source import Answer, Floor
from core.storage.blobs import FolderBlobs
from core.storage.database import Database, open_database
from core.storage.runs import Run
from core.storage.snapshots import Validators
from tests.workers import toy
from tests.workers.child import SentFolder, slow_extract
from workers import dispatch
from workers.advance import Plan
from workers.broker import open_broker
from workers.context import Context
from workers.origins import ReplayOrigin, Unchanged
from workers.pool import Pool
from workers.run import run
from workers.schedule import Scheduler

SPEED = 60
"""Seconds of the installation in one of ours: what is tried again in minutes is tried in seconds."""

LEASE = timedelta(seconds=180)
SOURCE = replace(toy.SOURCE, floor=Floor(documents=1))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the installation is: its servers, its folder, the answers, and when its clock started."""

    database: str
    redis: str
    home: Path
    folder: Path
    began: float

    @property
    def trouble(self) -> Path:
        """While this file is there, the publisher is slow or does not answer."""
        return self.home / "trouble"


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a host differs from a sound one.

    ``astray`` seconds its clock is wrong; a file of it may have ``largest`` bytes, its SQLite ``spare`` pages
    more than there are; it is the host ``name``, where others cannot see that it is dead.
    """

    astray: float = 0.0
    largest: int = 0
    spare: int = 0
    name: str = ""


SOUND = Fitting()


@dataclass
class TroubledOrigin:
    """A publisher that at times is slow, or answers with an error."""

    place: Place
    origin: ReplayOrigin
    seeds: tuple[str, ...] = ()

    def get(self, url: str) -> Answer | None:
        """See ``Origin``."""
        self._wait(url)
        return self.origin.get(url)

    def post(self, url: str, body: bytes) -> Answer | None:
        """See ``Origin``."""
        return self.origin.post(url, body)

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """See ``Fetcher``."""
        self._wait(url)
        return self.origin.fetch(url, validators)

    def unlisted(self, source: str) -> Iterable[Reference]:
        """See ``Fetcher``."""
        return ()

    def _wait(self, url: str) -> None:
        if self.place.trouble.exists():
            time.sleep(0.1)
            if random.random() < 0.5:  # noqa: S311 - chance, not secrets
                raise FetchError(f"{url} does not answer")


def context_of(place: Place, database: Database, fitting: Fitting = SOUND) -> Context:
    """The installation as a host sees it."""

    def now() -> datetime:
        return toy.NOON + timedelta(seconds=(time.time() - place.began) * SPEED + fitting.astray)

    origin = TroubledOrigin(place, ReplayOrigin(place.folder, "toy"))

    def origin_for(_run: Run) -> TroubledOrigin:
        return origin

    return Context(
        db=database,
        blobs=FolderBlobs(place.home / "blobs"),
        sources={"toy": SOURCE},
        origin_for=origin_for,
        route=replace(toy.ROUTE, extract=slow_extract, deliver=SentFolder(place.home / "sent")),
        now=now,
        lease=LEASE,
    )


def work(place: Place, fitting: Fitting) -> None:
    """A worker host with a scheduler, until it is killed; one that cannot start is started again."""
    _fit(fitting)
    dispatch.STALE = timedelta(seconds=30)
    while True:
        try:
            with open_database(place.database, [toy.TOYS]) as database:
                context = context_of(place, database, fitting)
                Scheduler(context, duties=dict).tick()
                Pool(context, open_broker(place.redis), threads=2).run()
        except Exception as error:  # its supervisor would log it and start another
            print(f"host {os.getpid()}: {type(error).__name__}: {error}"[:300], flush=True)
            time.sleep(0.2)


def passage(place: Place, fitting: Fitting) -> None:
    """One passage of the whole route in one process, as ``veille run`` makes it."""
    _fit(fitting)
    with open_database(place.database, [toy.TOYS]) as database:
        if fitting.spare:
            _limit(database, fitting.spare)
        run(context_of(place, database, fitting), [Plan(SOURCE, toy.WINDOW)], threads=2)


def _fit(fitting: Fitting) -> None:
    if fitting.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (fitting.largest, fitting.largest))
    if fitting.name:
        socket.gethostname = lambda: fitting.name


def _limit(database: Database, spare: int) -> None:
    """From now on the database is full when it has so many pages more."""
    with database.read() as tx:
        most = tx.execute(text("PRAGMA page_count")).scalar_one() + spare
    database.engine.dispose()

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")

    event.listen(database.engine, "connect", limit)
