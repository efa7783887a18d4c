"""``python -m benchmarks.text FOLDER… [--write]``: the readers of text side by side."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.machine import RESULTS, keep, machine
from benchmarks.text.measure import ROUNDS, Measure, documents, measure
from benchmarks.text.readers import PEER

HEADER = (
    "| reader | CPU s | pages/CPU s | CPU time by that of the peer | characters by those of the peer |",
    "|" + " --- |" * 5,
)


def main() -> int:
    """Measure and print a table for each folder."""
    options = _options()
    for folder in options.folders:
        files = documents([folder])
        if not files:
            sys.stderr.write(f"{folder} has no PDF with text\n")
            return 2
        section = _section(folder, len(files), measure(files))
        sys.stdout.write(section)
        if options.write:
            keep(section)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.text", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of PDF files", metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help=f"append the tables to {RESULTS.name}")
    return parser.parse_args()


def _section(folder: Path, files: int, found: dict[str, Measure]) -> str:
    peer = found[PEER]
    told = (
        f"{files} documents, {peer.pages} pages; {machine()}; best of {ROUNDS} rounds in one process. "
        f"Peer: pypdfium2 {version('pypdfium2')}. `python -m benchmarks.text {folder.name} --write`"
    )
    rows = "\n".join(_row(name, each, peer) for name, each in found.items())
    return f"\n## Text: {folder.name}\n\n{told}\n\n" + "\n".join(HEADER) + f"\n{rows}\n"


def _row(name: str, found: Measure, peer: Measure) -> str:
    cells = [
        name,
        f"{found.seconds:.3f}",
        f"{found.pages / found.seconds:.0f}",
        f"{found.seconds / peer.seconds:.2f}",
        f"{found.characters / peer.characters:.3f}",
    ]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
