"""``python -m benchmarks.prose [--write]``: what the vote of the recogniser costs beside the rules."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.machine import RESULTS, keep, machine
from extractors.prose.nominations import read_acts
from extractors.prose.recogniser import MODEL, load
from extractors.prose.vote import voted
from tools.score_prose import cases

SETS = Path(__file__).resolve().parents[1] / "tests" / "extractors" / "prose"
NAMES = ("nominations", "heldout", "blind", "journal", "journal_suite")


def texts() -> list[str]:
    """The composed texts of the tests."""
    return [case["texte"] for name in NAMES for _, case in cases(SETS / name)]


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.prose", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"append the figures to {RESULTS.name}")
    options = parser.parse_args()
    loading = seconds(load)
    read = texts()
    acts = [read_acts(text) for text in read]  # what the rules load at first is loaded now
    rules = seconds(lambda: [read_acts(text) for text in read])
    vote = seconds(lambda: [voted(text, found) for text, found in zip(read, acts, strict=True)])
    size = sum(path.stat().st_size for path in MODEL.rglob("*")) / 1e6
    section = (
        "\n## Prose of the Journal officiel: rules and vote\n\n"
        f"{len(read)} composed texts of {sum(map(len, read)) // len(read)} characters on average; "
        f"{machine()}. `python -m benchmarks.prose --write`\n\n"
        "| | CPU ms a text |\n| --- | --- |\n"
        f"| rules | {1000 * rules / len(read):.1f} |\n"
        f"| vote ({size:.1f} MB loaded in {loading:.1f} CPU s) | {1000 * vote / len(read):.1f} |\n"
    )
    sys.stdout.write(section)
    if options.write:
        keep(section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
