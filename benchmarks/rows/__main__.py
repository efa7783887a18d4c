"""``python -m benchmarks.rows NAME.pdf:COLUMN,COLUMN… [--write]``: published lists, readers side by side.

The truth of NAME.pdf is NAME.csv beside it; name only columns that the PDF prints.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.rows.count import Rows
from benchmarks.rows.measure import measured
from benchmarks.tables.readers import READERS


def main() -> int:
    """Measure every reader on every list and print a table, a line a list."""
    options = _options()
    lines = ["| list | columns | rows | " + " | ".join(READERS) + " |", "|" + " --- |" * (3 + len(READERS))]
    sys.stdout.write("\n".join(lines) + "\n")
    for pdf, columns in options.lists:
        lines.append(_line(pdf, columns))
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    if options.write:
        keep(_section(lines))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.rows", description=__doc__)
    parser.add_argument("lists", type=_list, nargs="+", metavar="NAME.pdf:COLUMN,COLUMN…")
    parser.add_argument("--write", action="store_true", help=f"append the table to {RESULTS.name}")
    return parser.parse_args()


def _list(text: str) -> tuple[Path, tuple[str, ...]]:
    path, _, columns = text.rpartition(":")
    return Path(path), tuple(columns.split(","))


def _line(pdf: Path, columns: tuple[str, ...]) -> str:
    answers = [measured(name, pdf, columns) for name in READERS]
    true = max(rows.true for rows, _ in answers)
    cells = [pdf.stem, ", ".join(columns), str(true), *(_cell(rows, seconds) for rows, seconds in answers)]
    return "| " + " | ".join(cells) + " |"


def _cell(rows: Rows, seconds: float) -> str:
    share = rows.found / max(rows.true, 1)
    return f"{rows.found} of {rows.read} read ({share:.3f}, {seconds:.1f} s)"


def _section(lines: list[str]) -> str:
    told = (
        "Rows of the CSV found, rows read, share found and CPU seconds, each reader in a process of its own, "
        f"libraries loaded; {machine()}. `python -m benchmarks.rows NAME.pdf:COLUMNS… --write`"
    )
    return f"\n## Rows of published lists\n\n{told}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
