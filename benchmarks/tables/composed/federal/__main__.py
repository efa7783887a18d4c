"""``python -m benchmarks.tables.composed.federal FOLDER``: writes federal reports with their truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.tables.composed.__main__ import truth
from benchmarks.tables.composed.federal.documents import composed


def main() -> int:
    """Write the documents of some numbers."""
    parser = argparse.ArgumentParser(prog="benchmarks.tables.composed.federal", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write NAME.pdf and NAME-str.xml")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--first", type=int, default=1, help="the first number")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.first, options.first + options.documents):
        data, tables = composed(number)
        path = options.folder / f"federal-{number:04}.pdf"
        path.write_bytes(data)
        path.with_name(f"{path.stem}-str.xml").write_bytes(truth(tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
