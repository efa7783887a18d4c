"""``python -m benchmarks.tables.composed.bureaus FOLDER [--held]``: writes each page and its truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.tables.composed.__main__ import truth
from benchmarks.tables.composed.bureaus.documents import HELD, SEEN, composed


def main() -> int:
    """Write the documents of one number; a page without a table has no truth."""
    parser = argparse.ArgumentParser(prog="benchmarks.tables.composed.bureaus", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write NAME.pdf and NAME-str.xml")
    parser.add_argument("--number", type=int, default=1)
    parser.add_argument("--held", action="store_true", help="the pages that no rule was mended on")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in HELD if options.held else SEEN:
        data, tables = composed(name, options.number)
        path = options.folder / f"{name}-{options.number}.pdf"
        path.write_bytes(data)
        if tables:
            path.with_name(f"{path.stem}-str.xml").write_bytes(truth(tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
