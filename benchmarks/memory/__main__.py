"""``python -m benchmarks.memory [COUNT] [--write]``: many documents in a row through the sandbox."""

from __future__ import annotations

import argparse
import sys

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.memory.documents import mixed
from benchmarks.memory.measure import WARM, Growth, measure

MEBIBYTE = 1 << 20


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.memory", description=__doc__)
    parser.add_argument(
        "count", type=int, nargs="?", default=1_000, help="documents to read", metavar="COUNT"
    )
    parser.add_argument("--write", action="store_true", help=f"append the figures to {RESULTS.name}")
    options = parser.parse_args()
    section = _section(measure(mixed(options.count)))
    sys.stdout.write(section)
    if options.write:
        keep(section)
    return 0


def _section(growth: Growth) -> str:
    return (
        f"\n## Memory: {growth.documents} documents in a row\n\n"
        "The documents of fixtures/, one format after the other, each in a child of its own; "
        f"{growth.refused} are refused by name; {growth.seconds:.0f} s; {machine()}. "
        f"`python -m benchmarks.memory {growth.documents} --write`\n\n"
        f"| process | MiB after {WARM} | MiB after {growth.documents} | growth, MiB |\n"
        "| --- | --- | --- | --- |\n"
        + _row("parent", growth.parent)
        + _row("process that forks", growth.zygote)
    )


def _row(name: str, weights: tuple[int, int]) -> str:
    first, last = (weight / MEBIBYTE for weight in weights)
    return f"| {name} | {first:.1f} | {last:.1f} | {last - first:+.1f} |\n"


if __name__ == "__main__":
    sys.exit(main())
