"""``python -m benchmarks.api [COUNT] [--datasette PROGRAM] [--write]``: a filtered page, beside Datasette."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from benchmarks.api.measure import CONNECTIONS, PAGES, Figure, datasette, measured, ours, running
from benchmarks.export.notices import COLUMNS, store
from benchmarks.machine import RESULTS, keep, machine

_OURS, _PEER = "http://127.0.0.1:8711", "http://127.0.0.1:8712"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.api", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000, help="notices", metavar="COUNT")
    parser.add_argument("--seconds", type=int, default=10, help="of each measurement")
    parser.add_argument("--datasette", default="datasette", help="the program of the peer")
    parser.add_argument("--file", type=Path, help="keep the store in this file, or use it if it is there")
    parser.add_argument("--write", action="store_true", help=f"append the figures to {RESULTS.name}")
    options = parser.parse_args()
    peer = shutil.which(options.datasette)
    if peer is None or shutil.which("wrk") is None:
        sys.stderr.write("benchmarks.api: needs datasette (extra peers) and wrk (Debian)\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or Path(folder) / "bench.db"
        if not file.exists():
            _store(file, options.count)
        busy = os.getloadavg()[0]
        figures = _figures(file, peer, options.seconds)
    section = _section(figures, options.count, busy)
    sys.stdout.write(section)
    if options.write:
        keep(section)
    return 0


def _store(file: Path, count: int) -> None:
    store(f"sqlite:///{file}", count)
    with sqlite3.connect(file) as connection:
        connection.execute("ANALYZE")


def _figures(file: Path, peer: str, seconds: int) -> list[Figure]:
    """The servers take turns, page by page, so that both have the same machine."""
    found = []
    with (
        running(ours(), f"{_OURS}/api/explore/v2.1/swagger.json", file) as ours_runs,
        running(datasette(peer, file), f"{_PEER}/-/versions.json", file) as peer_runs,
    ):
        for page in PAGES:
            found.append(measured(("veille", ours_runs), page.name, _OURS + page.ours, seconds))
            address = _PEER + page.datasette.replace("/bench/", f"/{file.stem}/")
            found.append(measured(("Datasette", peer_runs), page.name, address, seconds))
    return found


def _section(figures: list[Figure], count: int, busy: float) -> str:
    mine = {figure.page: figure for figure in figures if figure.server == "veille"}
    head = (
        f"\n## API: one page of 50 of {count} notices, {len(COLUMNS)} columns\n\n"
        f"One process a server, on the same SQLite file; wrk with one thread and {CONNECTIONS} connections, "
        f"servers in turn; {machine()}; load {busy:.1f} before. Datasette without count, facets and "
        "suggestions; ours tells the total count, which it asks once for each state of the dataset. "
        f"`python -m benchmarks.api {count} --write`\n\n"
        "| page | server | requests/s | ours, times as fast | CPU ms a request | by ours "
        "| median ms | p99 ms | p99 / median | bytes |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    return head + "".join(_row(figure, mine[figure.page]) for figure in figures)


def _row(figure: Figure, mine: Figure) -> str:
    failed = f" ({figure.failures} failed)" if figure.failures else ""
    return (
        f"| {figure.page} | {figure.server} | {figure.rate:,.0f}{failed} | {mine.rate / figure.rate:.1f} "
        f"| {figure.cpu:.2f} | {figure.cpu / mine.cpu:.1f} "
        f"| {figure.median:.1f} | {figure.worst:.1f} | {figure.worst / figure.median:.1f} "
        f"| {figure.bytes} |\n"
    )


if __name__ == "__main__":
    sys.exit(main())
