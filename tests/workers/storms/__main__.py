"""``python -m tests.workers.storms COUNT [--first N]``: many storms, one after the other.

A storm is seen again, as far as real processes allow, by ``--first SEED`` with a count of 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import fresh_database
from tests.workers import toy
from tests.workers.storms.host import Place
from tests.workers.storms.storm import DOCUMENTS, Weathered, differences, servers, weathered


@dataclass
class Report:
    """Storms, those with a defect, how often each fault fell, and the longest wait until all was done."""

    storms: int = 0
    defects: dict[int, list[str]] = field(default_factory=dict)
    fallen: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0


def stormy(seeds: Iterable[int], *, told: bool = False) -> Report:
    """Weather the storms of some seeds, each in a database and a folder of its own."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.workers.storms.host"])
    report = Report()
    with tempfile.TemporaryDirectory(prefix="veille-storm-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        (root / "servers").mkdir()
        root.chmod(0o755)
        folder = toy.record(root / "recorded", DOCUMENTS)
        with servers(root / "servers") as both:

            def one(seed: int) -> Weathered:
                with fresh_database(both.postgres.url) as database:
                    place = Place(database, both.redis_url, root / f"home-{seed}", folder, time.time())
                    return weathered(forks, both, place, seed)

            calm = one(0)
            for seed in seeds:
                _add(report, seed, calm, one)
                if told:
                    print(f"{seed}: {report.defects.get(seed, 'whole')}", flush=True)
    return report


def _add(report: Report, seed: int, calm: Weathered, one: Callable[[int], Weathered]) -> None:
    report.storms += 1
    try:
        found = one(seed)
    except TimeoutError as left:
        report.defects[seed] = [str(left)]
        return
    report.fallen += found.fallen
    report.longest = max(report.longest, found.seconds)
    if lost := differences(calm, found):
        report.defects[seed] = lost


def main() -> int:
    """Weather and print."""
    parser = argparse.ArgumentParser(prog="tests.workers.storms", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    report = stormy(range(options.first, options.first + options.count), told=True)
    faults = ", ".join(f"{name} {times}" for name, times in report.fallen.most_common())
    print(
        f"{report.storms} storms, {len(report.defects)} with a defect; {faults}; all done at most "
        f"{report.longest:.1f} s after the last fault; {time.monotonic() - began:.0f} s"
    )
    return 1 if report.defects else 0


if __name__ == "__main__":
    sys.exit(main())
