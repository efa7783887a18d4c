"""``python -m benchmarks.normalise RECORDS.jsonl FOLDER [--rows N] [--write]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.normalise.measure import Steps, portions, steps
from benchmarks.normalise.notices import Notice, notices


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.normalise", description=__doc__)
    parser.add_argument("records", type=Path, help="records of the BOAMP, JSON lines")
    parser.add_argument("folder", type=Path, help="notices of TED, XML")
    parser.add_argument("--rounds", type=int, default=3, help="times that each step is measured")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the long run; 0 for none")
    parser.add_argument("--write", action="store_true", help=f"append the tables to {RESULTS.name}")
    options = parser.parse_args()
    found = notices(options.records, options.folder)
    lines = []
    for line in chain(
        _short(found, steps(found, options.rounds), options.rounds), _long(found, options.rows)
    ):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        lines.append(line)
    if options.write:
        keep("\n".join(lines) + "\n")
    return 0


def _short(found: list[Notice], measured: Steps, rounds: int) -> Iterator[str]:
    boamp = sum(notice.source == "boamp" for notice in found)
    yield "\n## Normalising notices"
    yield ""
    yield (
        f"{boamp} records of the BOAMP, {len(found) - boamp} notices of TED, {measured.rows} rows; "
        f"{machine()}; CPU time of one process, best of {rounds}. "
        "`python -m benchmarks.normalise records.jsonl export --write`"
    )
    yield ""
    yield "| step | CPU s | notices/CPU s | CPU time by that of parsing alone |"
    yield "| --- | --- | --- | --- |"
    for name, seconds in (
        ("parsing alone: json.loads, lxml", measured.parsing),
        ("normalising what was read", measured.normalising),
        ("parsing and reading", measured.reading),
        ("parsing, reading and normalising", measured.reading + measured.normalising),
    ):
        rate, ratio = measured.notices / seconds, seconds / measured.parsing
        yield f"| {name} | {seconds:.2f} | {rate:.0f} | {ratio:.1f} |"


def _long(found: list[Notice], rows: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"The same readings again and again, with other texts each time, up to {rows} rows:"
    yield ""
    yield "| rows | CPU µs a row, in the last portion | resident MiB |"
    yield "| --- | --- | --- |"
    for each in portions(found, rows):
        yield f"| {each.rows} | {each.microseconds:.0f} | {each.resident:.0f} |"


if __name__ == "__main__":
    sys.exit(main())
