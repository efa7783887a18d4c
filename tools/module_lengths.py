"""No module is longer than 400 lines: ``make check``."""

from __future__ import annotations

import sys
from pathlib import Path

LIMIT = 400
PACKAGES = ("core", "crawlers", "extractors", "normalizers", "workers", "console", "tools", "benchmarks")


def main() -> int:
    """Print each module over the limit; 1 if there is one."""
    root = Path(__file__).resolve().parents[1]
    lengths = {
        path.relative_to(root): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in sorted((root / package).rglob("*.py"))
    }
    long = {path: length for path, length in lengths.items() if length > LIMIT}
    for path, length in long.items():
        print(f"{path}: {length} lines, over {LIMIT}: split it by idea", file=sys.stderr)
    return 1 if long else 0


if __name__ == "__main__":
    sys.exit(main())
