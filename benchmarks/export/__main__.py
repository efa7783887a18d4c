"""``python -m benchmarks.export [COUNT] [--postgresql URL] [--write]``: a dataset as files, beside peers."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.export.measure import Figure, load, measured
from benchmarks.export.notices import COLUMNS, store
from benchmarks.export.ways import POSTGRESQL, WAYS
from benchmarks.machine import RESULTS, keep, machine


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.export", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000, help="notices", metavar="COUNT")
    parser.add_argument("--postgresql", help="address of an empty database, measured too", metavar="URL")
    parser.add_argument("--write", action="store_true", help=f"append the figures to {RESULTS.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        store(address, options.count)
        busy = load()
        figures = [measured(way, address) for way in WAYS]
    if options.postgresql:
        store(options.postgresql, options.count)
        figures += [_on_postgresql(measured(way, options.postgresql)) for way in POSTGRESQL]
    section = _section(figures, options.count, busy)
    sys.stdout.write(section)
    if options.write:
        keep(section)
    return 0


def _on_postgresql(figure: Figure) -> Figure:
    return Figure(
        f"{figure.way}, PostgreSQL", figure.seconds, figure.cpu, figure.peak, figure.grown, figure.bytes
    )


def _section(figures: list[Figure], count: int, busy: str) -> str:
    ours = {figure.way.split(":")[0]: figure for figure in reversed(figures) if figure.way.endswith("veille")}
    head = (
        f"\n## Exports: {count} notices, {len(COLUMNS)} columns\n\n"
        f"Each way in a process of its own, from the table of the store; {machine()}; {busy} before the "
        "first. Peers write lists and instants as stored and guard no formula; ours write them for "
        f"their readers. `python -m benchmarks.export {count} --write`\n\n"
        "| way | rows/s | CPU s | ours, times as fast | peak MiB | of which grown | file MB |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    return head + "".join(_row(figure, ours, count) for figure in figures)


def _row(figure: Figure, ours: dict[str, Figure], count: int) -> str:
    peer = figure.seconds / ours[figure.way.split(":")[0]].seconds
    return (
        f"| {figure.way} | {count / figure.seconds:,.0f} | {figure.cpu:.1f} | {peer:.1f} "
        f"| {figure.peak:.0f} | {figure.grown:.0f} | {figure.bytes / 1e6:.0f} |\n"
    )


if __name__ == "__main__":
    sys.exit(main())
