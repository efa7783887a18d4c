"""``python -m benchmarks.tables PDF_DIR [--write]``: the readers side by side."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.tables.adjacency import summary
from benchmarks.tables.measure import Measure
from benchmarks.tables.readers import READERS
from benchmarks.tables.truth import documents

HEADER = (
    "| reader | macro P | macro R | macro F1 | micro P | micro R | micro F1 "
    "| pages/CPU s | peak MiB | failed |",
    "|" + " --- |" * 10,
)


def main() -> int:
    """Measure every reader in a process of its own and print a table."""
    options = _options()
    if not documents(options.folder):
        sys.stderr.write(f"{options.folder} has no PDF with a truth (NAME.pdf beside NAME-str.xml)\n")
        return 2
    lines = [*HEADER]
    sys.stdout.write("\n".join(HEADER) + "\n")
    for name in options.readers or READERS:
        lines.append(_row(name, _measured(name, options.folder)))
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    if options.write:
        keep(_section(options.folder, lines))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.tables", description=__doc__)
    parser.add_argument("folder", type=Path, help="PDF files with their truth beside them")
    parser.add_argument("--write", action="store_true", help=f"append the table to {RESULTS.name}")
    parser.add_argument("--readers", nargs="*", choices=READERS, help="only these")
    return parser.parse_args()


def _measured(name: str, folder: Path) -> Measure:
    command = [sys.executable, "-m", "benchmarks.tables.measure", name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    # camelot prints to stdout in places; the result is the last line.
    values = json.loads(done.stdout.splitlines()[-1])
    return Measure(**values)


def _row(name: str, measure: Measure) -> str:
    total = summary(measure.counts)
    cells = [
        name,
        f"{total.macro_precision:.3f}",
        f"{total.macro_recall:.3f}",
        f"{total.macro_f1:.3f}",
        f"{total.micro.precision:.3f}",
        f"{total.micro.recall:.3f}",
        f"{total.micro.f1:.3f}",
        f"{measure.pages / measure.seconds:.1f}",
        f"{measure.memory:.0f}",
        str(measure.failures),
    ]
    return "| " + " | ".join(cells) + " |"


def _section(folder: Path, lines: list[str]) -> str:
    count = len(documents(folder))
    return (
        f"\n## Tables: {folder.name}\n\n{count} documents; {machine()}. "
        f"`python -m benchmarks.tables {folder.name} --write`\n\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
