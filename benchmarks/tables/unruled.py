"""``python -m benchmarks.tables.unruled FOLDER``: our reader on pages whose rules it is not shown.

What is left is the structure of unruled tables: columns and rows that only the text tells of.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.tables.adjacency import Counts, relations, summary
from benchmarks.tables.truth import best_score, documents
from extractors.pdf.drawing import NO_DRAWING
from extractors.pdf.reader import PageObjects, read_pages, with_text
from extractors.tables.document import tables_in

MAX_PAGES = 1000

Hiding = Callable[[PageObjects], PageObjects]


def main() -> int:
    """Measure without upright rules, and without any drawing."""
    parser = argparse.ArgumentParser(prog="benchmarks.tables.unruled", description=__doc__)
    parser.add_argument("folder", type=Path, help="PDF files with their truth beside them")
    parser.add_argument("--write", action="store_true", help=f"append the table to {RESULTS.name}")
    options = parser.parse_args()
    lines = ["| not shown | macro F1 | micro F1 |", "| --- | --- | --- |"]
    for name, hidden in (("upright rules", without_upright), ("rules, areas and curves", without_drawing)):
        total = summary([_counts(path, hidden) for path in documents(options.folder)])
        lines.append(f"| {name} | {total.macro_f1:.3f} | {total.micro.f1:.3f} |")
    sys.stdout.write("\n".join(lines) + "\n")
    if options.write:
        title = f"\n## Tables without their rules: {options.folder.name}\n\nveille; {machine()}. "
        command = f"`python -m benchmarks.tables.unruled {options.folder.name} --write`\n\n"
        keep(title + command + "\n".join(lines) + "\n")
    return 0


def without_upright(page: PageObjects) -> PageObjects:
    """A page without its upright rules."""
    return replace(page, drawing=replace(page.drawing, upright=page.drawing.upright[:0]))


def without_drawing(page: PageObjects) -> PageObjects:
    """A page of nothing but text."""
    return replace(page, drawing=NO_DRAWING)


def _counts(path: Path, hidden: Hiding) -> Counts:
    found = [
        (
            table.page,
            relations(
                (cell.row, cell.row + cell.rowspan - 1, cell.col, cell.col + cell.colspan - 1, cell.text)
                for cell in table.cells
            ),
        )
        for table in tables_in(_pages(path, hidden))
    ]
    return best_score(path, found)


def _pages(path: Path, hidden: Hiding) -> Iterator[PageObjects]:
    for page in with_text(read_pages(path.read_bytes(), max_pages=MAX_PAGES)):
        yield hidden(page)


if __name__ == "__main__":
    sys.exit(main())
