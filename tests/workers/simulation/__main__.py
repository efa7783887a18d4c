"""``python -m tests.workers.simulation SEEDS [--first N]``: walk many seeds; those that fail are printed.

One seed is walked again by ``python -m tests.workers.simulation 1 --first SEED``.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import structlog

from tests.workers.simulation.simulation import Report, walked

_CHUNK = 100


def main() -> int:
    """Walk and print."""
    parser = argparse.ArgumentParser(prog="tests.workers.simulation", description=__doc__)
    parser.add_argument("seeds", type=int)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    last, began, total = options.first + options.seeds, time.monotonic(), Report()
    chunks = [range(at, min(at + _CHUNK, last)) for at in range(options.first, last, _CHUNK)]
    with ProcessPoolExecutor(options.processes, initializer=_quiet) as pool:
        for report in pool.map(walked, chunks):
            for seed, told in report.defects.items():
                print(f"seed {seed}: {'; '.join(told[:5])}", flush=True)
            total.defects |= report.defects
            total.seeds += report.seeds
            total.crashes += report.crashes
            total.transactions += report.transactions
            total.poisoned += report.poisoned
    seconds = time.monotonic() - began
    print(
        f"{total.seeds} seeds, {len(total.defects)} with a defect; {total.crashes} deaths at "
        f"{total.transactions} places, {total.poisoned} documents refused as poison; {seconds:.0f} s"
    )
    return 1 if total.defects else 0


def _quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


if __name__ == "__main__":
    sys.exit(main())
