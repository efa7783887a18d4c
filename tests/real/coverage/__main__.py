"""Write docs/coverage.md."""

from __future__ import annotations

import sys

from tests.real.comparison.readers.values import REAL
from tests.real.coverage.page import PAGE, page, results


def main() -> int:
    """Read every real document and write the page; 2 where the documents are absent."""
    if not REAL.is_dir():
        print(f"{REAL} is absent: there is nothing to read", file=sys.stderr)
        return 2
    PAGE.write_text(page(results()), encoding="utf-8")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
