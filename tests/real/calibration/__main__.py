"""Write docs/calibration.md and print the curves that fit."""

from __future__ import annotations

import sys

from tests.real.calibration.page import PAGE, curves, observed, page
from tests.real.comparison.readers.values import REAL


def main() -> int:
    """Judge every value and write the page; 2 where the documents are absent."""
    if not REAL.is_dir():
        print(f"{REAL} is absent: there is nothing to judge", file=sys.stderr)
        return 2
    found = observed()
    print("\n".join(curves(found)))
    PAGE.write_text(page(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
