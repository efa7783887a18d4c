"""``python -m benchmarks.tables.composed.offices FOLDER``: writes each page, its truth if it has tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.tables.composed.__main__ import truth
from benchmarks.tables.composed.offices.documents import KINDS, composed


def main() -> int:
    """Write the documents of one number."""
    parser = argparse.ArgumentParser(prog="benchmarks.tables.composed.offices", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write NAME.pdf and NAME-str.xml")
    parser.add_argument("--number", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in KINDS:
        data, tables = composed(name, options.number)
        path = options.folder / f"{name}-{options.number}.pdf"
        path.write_bytes(data)
        if tables:
            path.with_name(f"{path.stem}-str.xml").write_bytes(truth(tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
