"""``python -m benchmarks.million FOLDER [--rows 1000000] [--url URL]``: fill a store, or find it filled."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.million.fill import filled


def main() -> None:
    """Fill and tell how long it took."""
    parser = argparse.ArgumentParser(prog="benchmarks.million", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default="", help="of an empty database, instead of SQLite in the folder")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    filled(options.folder, options.rows, options.url).database.close()
    print(f"{options.rows} rows in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
