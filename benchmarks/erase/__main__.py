"""``python -m benchmarks.erase FOLDER [--rows 1000000] [--url URL] [--times 20] [--write]``.

Rows are erased for good: the next rows are taken the next time, and a store is of little use for it in the
end. Measured is the transaction, not the leaving of files, which a duty does.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from benchmarks.machine import machine, replace_section
from benchmarks.million.compose import DATASET
from benchmarks.million.fill import filled
from core.clock import utc_now
from core.storage.database import Database
from core.storage.erasing import Eraser
from core.storage.erasures import Erasures
from core.storage.withdrawals import Veto

_FIRST = 700
"""Number of the first notice that is erased: others measure those of each five hundred."""


def main() -> None:
    """Measure, tell, keep."""
    parser = argparse.ArgumentParser(prog="benchmarks.erase", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--url", default="", help="of a PostgreSQL")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with filled(given.folder, given.rows, given.url).database as database:
        busy, taken = os.getloadavg()[0], sorted(_erased(database, given.times))
    kind = "PostgreSQL" if given.url else "SQLite"
    call = f"python -m benchmarks.erase FOLDER --rows {given.rows}{' --url URL' if given.url else ''}"
    section = (
        f"\n## Erasing a row: {kind}\n\n{machine()}; load {busy:.1f} before; {given.times} of {given.rows:,}"
        f" rows, one after the other, each on the disk. `{call} --times {given.times} --write`\n\n"
        "| p50 ms | p95 ms | greatest ms |\n| ---: | ---: | ---: |\n"
        f"| {_share(taken, 0.5):.0f} | {_share(taken, 0.95):.0f} | {taken[-1]:.0f} |\n"
    )
    print(section, flush=True)
    if given.write:
        replace_section(section)


def _erased(database: Database, times: int) -> list[float]:
    """Milliseconds of each."""
    taken: list[float] = []
    with database.read() as tx:
        first = _FIRST + Erasures(tx).count(DATASET)
    for number in range(first, first + times):
        begun = time.perf_counter()
        with database.write_durably() as tx:
            eraser = Eraser(tx, database.catalogue, utc_now())
            gone = eraser.erase(DATASET, f"boamp:17-{number:06}", Veto.ERASURE, by="benchmark")
        taken.append(1000 * (time.perf_counter() - begun))
        assert gone, number
    return taken


def _share(taken: list[float], share: float) -> float:
    """The time within which a share was done."""
    return taken[min(int(share * len(taken)), len(taken) - 1)]


if __name__ == "__main__":
    main()
