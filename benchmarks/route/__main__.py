"""``python -m benchmarks.route FOLDER [SIZE…] [--sample N] [--write]``: whole loads, each way by itself.

The loads are composed under FOLDER and removed after they are measured; 8 000 documents take 4 GB, and as
much again for the archive of a way. The plain script is given every nth document of each load, N in all: its
CPU time for a document is compared with that of the ways, which take the load whole.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.machine import RESULTS, machine, replace_section
from benchmarks.route.figures import Figures, heard
from benchmarks.route.load import SCHEDULES, compose

SIZES = (1_000, 2_000, 4_000, 8_000)
WAYS = ("embedded", "scaled")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.route", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="SIZE")
    parser.add_argument("--ways", nargs="*", default=WAYS, choices=WAYS)
    parser.add_argument(
        "--sample", type=int, default=200, help="documents of each load for the plain script; 0: none"
    )
    parser.add_argument("--write", action="store_true", help=f"put the figures into {RESULTS.name}")
    options = parser.parse_args()
    section = _section(options.folder, options.sizes, options.ways, options.sample)
    sys.stdout.write(section)
    if options.write:
        replace_section(section)
    return 0


def _section(folder: Path, sizes: list[int], ways: list[str], sample: int) -> str:
    rows, stages, ratios = list[str](), list[str](), list[str]()
    for size in sizes:
        load = folder / f"load-{size}"
        weight = compose(load, size) / 1e9
        found = [_way("plain", load, folder, str(sample))] if sample else []
        found += [_way(way, load, folder) for way in ways]
        shutil.rmtree(load)
        rows += [_row(figures, size, weight) for figures in found]
        stages += [_stages(figures) for figures in found]
        ratios += [_ratio(figures, found[0], size) for figures in found[1:] if sample]
    return (
        f"\n## The whole route: whole loads\n\n{machine()}; {SCHEDULES} schedules.\n\n"
        "| way | load | GB | documents taken | documents/s | CPU ms a document | parent MiB "
        "| largest child MiB | load before |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        + "".join(rows)
        + "\n"
        + "".join(ratios)
        + "\nSeconds by stage, over all threads (“written”: in the transaction):\n\n"
        + "".join(stages)
    )


def _way(way: str, load: Path, folder: Path, *more: str) -> Figures:
    """A way through a load, in a process of its own; what it made is removed."""
    made = folder / f"made-{way}"
    shutil.rmtree(made, ignore_errors=True)
    busy = os.getloadavg()[0]
    command = [sys.executable, "-m", f"benchmarks.route.{way}", str(load), str(made), *more]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    shutil.rmtree(made, ignore_errors=True)
    figures = heard(ended.stdout)
    print(f"{figures} after a load of {busy:.1f}", file=sys.stderr, flush=True)
    figures.counts["load"] = round(busy * 10)
    return figures


def _row(each: Figures, size: int, weight: float) -> str:
    return (
        f"| {each.way} | {size} | {weight:.2f} | {each.documents} | {each.rate:.2f} | {each.cpu_ms:.0f} "
        f"| {each.parent_mib:.0f} | {each.child_mib:.0f} | {each.counts['load'] / 10} |\n"
    )


def _ratio(each: Figures, plain: Figures, size: int) -> str:
    times = plain.cpu_ms / each.cpu_ms
    return (
        f"- {each.way}, {size} documents: {times:.1f} times less CPU time a document than the plain script, "
        f"which read {plain.documents} of them, one in {size // plain.documents}.\n"
    )


def _stages(each: Figures) -> str:
    told = ", ".join(f"{name} {seconds:.0f}" for name, seconds in each.stages.items() if seconds >= 1)
    counts = ", ".join(f"{name} {count}" for name, count in each.counts.items() if name != "load")
    return f"- {each.way}, {each.documents} documents: {told}. Counts: {counts}.\n"


if __name__ == "__main__":
    sys.exit(main())
