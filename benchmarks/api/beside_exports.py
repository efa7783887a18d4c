"""``python -m benchmarks.api.beside_exports [COUNT] [--write]``: a page while whole exports are read.

As many clients as asked for read the CSV of the dataset again and again; wrk asks for the page beside them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.api.measure import CONNECTIONS, PAGES, measured, ours, running
from benchmarks.export.notices import store
from benchmarks.machine import machine, replace_section

_SERVER = "http://127.0.0.1:8711"
_CSV = f"{_SERVER}/api/explore/v2.1/catalog/datasets/avis-marches/exports/csv"
_EXPORTS = (0, 1, 2)


def main() -> None:
    """Measure, tell, keep."""
    parser = argparse.ArgumentParser(prog="benchmarks.api.beside_exports", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000, help="notices", metavar="COUNT")
    parser.add_argument("--seconds", type=int, default=10, help="of each measurement")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        store(f"sqlite:///{file}", given.count)
        busy = os.getloadavg()[0]
        with running(ours(), f"{_SERVER}/api/explore/v2.1/swagger.json", file) as process:
            lines = [_line(process, exports, given.seconds) for exports in _EXPORTS]
    section = (
        f"\n## API: a page beside exports, {given.count} notices\n\n"
        f"{PAGES[0].name}, 50 of them; one process, wrk with {CONNECTIONS} connections; {machine()}; "
        f"load {busy:.1f} before. `python -m benchmarks.api.beside_exports {given.count} --write`\n\n"
        "| whole CSV exports read beside | requests/s | median ms | p99 ms | p99 / median | MB/s exported |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |\n" + "".join(lines)
    )
    sys.stdout.write(section)
    if given.write:
        replace_section(section)


def _line(process: int, exports: int, seconds: int) -> str:
    with _readers(exports) as read:
        before = sum(read)
        found = measured(("veille", process), PAGES[0].name, _SERVER + PAGES[0].ours, seconds)
        rate = (sum(read) - before) / seconds / 1e6
    return (
        f"| {exports} | {found.rate:,.0f} | {found.median:.1f} | {found.worst:.1f} "
        f"| {found.worst / found.median:.1f} | {rate:.0f} |\n"
    )


@contextmanager
def _readers(count: int) -> Iterator[list[int]]:
    """Clients that read exports until the block ends; the bytes that each has read."""
    ended, read = threading.Event(), [0] * count

    def go_on(number: int) -> None:
        with httpx.Client(timeout=300) as client:
            while not ended.is_set():
                with client.stream("GET", _CSV) as answer:
                    answer.raise_for_status()
                    for chunk in answer.iter_raw():
                        read[number] += len(chunk)
                        if ended.is_set():
                            break

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield read
    finally:
        ended.set()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    main()
