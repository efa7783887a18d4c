"""``python -m benchmarks.matching [WATCHES] [--write]``: notices against many watches, beside other ways."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.matching.load import DATASET, notices, watches
from benchmarks.matching.rivals import Inversion, Loop, Scan
from core.model.watch import Watch
from workers.matching.engine import Engine
from workers.matching.held import Held, held

Made = TypeVar("Made")

LEARNED = 500
"""Notices seen before the measure, as a process that runs has seen."""


SCANNED = 50
"""Notices that the scan, the slowest way, is given."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A way of matching: notices a second, and whether all its answers were those of the loop."""

    name: str
    notices: int
    cpu: float | None
    """Seconds of this process; None for a way that works in another one."""
    wall: float
    equal: str

    @property
    def rate(self) -> float | None:
        """Notices a second of this process."""
        return self.notices / self.cpu if self.cpu else None

    @property
    def wall_rate(self) -> float:
        """Notices a second by the clock, on a machine that others may load."""
        return self.notices / self.wall


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.matching", description=__doc__)
    parser.add_argument("watches", type=int, nargs="?", default=100_000, metavar="WATCHES")
    parser.add_argument("--notices", type=int, default=1_000, help="notices compared with the loop")
    parser.add_argument("--postgres", metavar="URL", help="a database for the scan; none: no scan")
    parser.add_argument("--write", action="store_true", help=f"append the figures to {RESULTS.name}")
    options = parser.parse_args()
    section = measure(options.watches, options.notices, options.postgres)
    sys.stdout.write(section)
    if options.write:
        keep(section)
    return 0


def measure(count: int, compared: int, postgres: str | None) -> str:
    """The section of the page of results."""
    among = watches(count, 1)
    rows = notices(compared, 2)
    engine = Engine()
    engine.learn(held(DATASET, row, ()) for row in notices(LEARNED, 3))
    (built, _), _ = _timed(lambda: engine.load(among))
    grown = _resident()
    spent, answers = _timed(lambda: [sorted(engine.match(_held(engine, row))) for row in rows])
    loop = Loop(among)
    looped, expected = _timed(lambda: [loop.match(row) for row in rows])
    ours = Measured("veille", compared, *spent, _same(answers, expected))
    ways = [ours, Measured("a loop over the watches", compared, *looped, "is the measure")]
    inversion = Inversion(among)
    spent, answers = _timed(lambda: inversion.match(rows))
    ways.append(Measured("SQLite FTS5, inverted", compared, *spent, _same(answers, expected)))
    ways += [_scan(postgres, among, rows[:SCANNED], expected)] if postgres else []
    hits = sum(map(len, expected)) / compared
    seen = _seen_after(engine, among[0])
    return (
        f"\n## Matching: {count} watches\n\n"
        f"{compared} notices of 2 kB, {hits:.0f} matches a notice; one process; {machine()}, "
        f"load {os.getloadavg()[1]:.1f} of {os.cpu_count()}. "
        f"Watches made ready in {built:.1f} CPU s; peak memory of the process {grown} MiB; "
        f"a watch that is added is matched against the next notice, {seen * 1000:.0f} ms later. "
        f"`python -m benchmarks.matching {count} --write`\n\n"
        "| way | notices/CPU s | notices/s by the clock | by ours | equal to the loop |\n"
        "| --- | ---: | ---: | ---: | --- |\n" + "".join(_line(way, ours) for way in ways)
    )


def _line(way: Measured, ours: Measured) -> str:
    cpu = f"{way.rate:.1f}" if way.rate else ""
    share = way.rate / ours.rate if way.rate and ours.rate else way.wall_rate / ours.wall_rate
    return f"| {way.name} | {cpu} | {way.wall_rate:.1f} | {share:.4f} | {way.equal} |\n"


def _scan(url: str, among: list[Watch], rows: list[dict[str, Any]], expected: list[list[str]]) -> Measured:
    with psycopg.connect(url) as connection:
        scan = Scan(connection, among)
        began = time.perf_counter()
        answers = [scan.match(row) for row in rows]
        spent = time.perf_counter() - began
    return Measured("PostgreSQL tsquery, scan", len(rows), None, spent, _same(answers, expected))


def _held(engine: Engine, row: dict[str, Any]) -> Held:
    return held(DATASET, row, engine.columns)


def _same(answers: list[list[str]], expected: list[list[str]]) -> str:
    right = sum(mine == true for mine, true in zip(answers, expected, strict=False))
    return f"{right} of {len(answers)}"


def _seen_after(engine: Engine, watch: Watch) -> float:
    row = notices(1, 4)[0]
    began = time.perf_counter()
    engine.put([Watch("fresh", "fresh", watch.datasets)])
    if "fresh" not in engine.match(held(DATASET, row, engine.columns)):
        raise AssertionError("the watch was not seen")
    return time.perf_counter() - began


def _timed(task: Callable[[], Made]) -> tuple[tuple[float, float], Made]:
    """Seconds of this process and by the clock."""
    began, since = time.process_time(), time.perf_counter()
    made = task()
    return (time.process_time() - began, time.perf_counter() - since), made


def _resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
