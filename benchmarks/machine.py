"""What the figures of a benchmark were measured on, and the page that keeps them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"


def machine() -> str:
    """Cores, processor and Python."""
    return f"{os.cpu_count()} cores, {_processor()}; Python {sys.version.split()[0]}"


def keep(section: str) -> None:
    """Append a section to the page of results."""
    fresh = not RESULTS.exists()
    with RESULTS.open("a", encoding="utf-8") as results:
        results.write(("# Results\n" if fresh else "") + section)


def replace_section(section: str) -> None:
    """Put a section where the one of its heading stands on the page of results, else at the end."""
    told = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    heading = section.strip().partition("\n")[0]
    before, found, after = told.partition(f"\n{heading}\n")
    rest = after.partition("\n## ")
    kept = "\n## " + rest[2] if rest[1] else ""
    RESULTS.write_text(before + section + kept if found else told + section, encoding="utf-8")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"
