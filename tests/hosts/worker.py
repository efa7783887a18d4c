"""A worker on a host of its own: ``python -m tests.hosts.worker NAME DATABASE REDIS HOME ANSWERS PAUSE``."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from core.logs import configure_logs
from core.model.reading import Extraction
from core.model.source import Source
from core.settings import Settings
from tests.workers import toy
from tests.workers.child import SentFolder
from workers.broker import open_broker
from workers.pool import Pool


def main(name: str, url: str, redis_url: str, *, home: Path, answers: Path, seconds: float) -> None:
    """Work until SIGTERM; a reading takes ``seconds`` and is noted in the file ``read-NAME`` under home."""
    socket.gethostname = lambda: name  # another host, as far as leases can tell
    configure_logs(Settings(log_format="json"), host=name)
    noted = home / f"read-{name}"

    def extract(source: Source, data: bytes, *, name: str) -> Extraction:
        time.sleep(seconds)
        with noted.open("a") as file:
            file.write(f"{name}\n")
        return toy.extract(source, data, name=name)

    route = replace(toy.ROUTE, extract=extract, deliver=SentFolder(home / "sent"))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with toy.installed(url, home, answers, route) as context:
        Pool(context, open_broker(redis_url), threads=3, stop=stop).run()


def run(arguments: list[str]) -> None:
    """:func:`main`, with arguments as typed."""
    host, database, redis, folder, recorded, pause = arguments
    main(host, database, redis, home=Path(folder), answers=Path(recorded), seconds=float(pause))


if __name__ == "__main__":
    run(sys.argv[1:])
