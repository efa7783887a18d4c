"""What the killed processes run."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from core.model.reading import Extraction
from core.model.source import Source
from core.storage.outbox import Message
from tests.workers import toy
from workers import dispatch
from workers.advance import Plan
from workers.broker import open_broker
from workers.context import Context
from workers.pool import Pool
from workers.run import run

PLAN = Plan(toy.SOURCE, toy.WINDOW, "live")
SLOWNESS = 0.005
"""Seconds that a document takes to read, so that a run lasts long enough to be killed in the middle."""


@dataclass
class SentFolder:
    """A receiver that knows a message by its key, as those of webhooks do."""

    folder: Path

    def __call__(self, message: Message) -> None:
        self.folder.mkdir(exist_ok=True)
        with (self.folder / message.subject.replace("/", "_")).open("a") as log:
            log.write("sent\n")


def slow_extract(source: Source, data: bytes, *, name: str) -> Extraction:
    time.sleep(SLOWNESS)
    return toy.extract(source, data, name=name)


@contextmanager
def installed(url: str, home: Path, folder: Path) -> Iterator[Context]:
    """An installation at which it is always noon, so that two of them come out equal to the microsecond."""
    route = replace(toy.ROUTE, extract=slow_extract, deliver=SentFolder(home / "sent"))
    with toy.installed(url, home, folder, route) as context:
        yield replace(context, now=lambda: toy.NOON)


def embedded(url: str, home: Path, folder: Path) -> None:
    """The whole route on one machine."""
    with installed(url, home, folder) as context:
        run(context, [PLAN], threads=3)


def worker(url: str, redis_url: str, home: Path, folder: Path) -> None:
    """A worker process, until it is killed."""
    dispatch.STALE /= 15
    route = replace(toy.ROUTE, extract=slow_extract, deliver=SentFolder(home / "sent"))
    with toy.installed(url, home, folder, route) as context:
        Pool(context, open_broker(redis_url), threads=3, stop=threading.Event()).run()
