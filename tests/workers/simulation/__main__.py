"""``python -m tests.workers.simulation SEEDS [--first N] [--log FILE]``: walk many; failing ones are told.

With a log, what each hundred seeds came to is appended to it as they end, and a walk that was interrupted
goes on where it was. One seed is walked again by ``python -m tests.workers.simulation 1 --first SEED``.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog

from tests.workers.simulation.simulation import Report, walked

_CHUNK = 100


def main() -> int:
    """Walk and print."""
    parser = argparse.ArgumentParser(prog="tests.workers.simulation", description=__doc__)
    parser.add_argument("seeds", type=int)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    last, total = options.first + options.seeds, Report()
    chunks = [(at, min(at + _CHUNK, last)) for at in range(options.first, last, _CHUNK)]
    known = {(each["first"], each["last"]): each for each in _logged(options.log)}
    for chunk in chunks:
        if chunk in known:
            total.add(Report(**known[chunk]["report"]))
    with ProcessPoolExecutor(options.processes, initializer=_quiet) as pool:
        for chunk, report in pool.map(_piece, [chunk for chunk in chunks if chunk not in known]):
            for seed, told in report.defects.items():
                print(f"seed {seed}: {'; '.join(told[:5])}", flush=True)
            total.add(report)
            if options.log:
                with options.log.open("a") as log:
                    log.write(
                        json.dumps({"first": chunk[0], "last": chunk[1], "report": asdict(report)}) + "\n"
                    )
    print(
        f"{total.seeds} seeds, {len(total.defects)} with a defect; {total.crashes} deaths at "
        f"{total.transactions} places, {total.given_up} given up by name; "
        f"{total.cpu_seconds:.0f} CPU s"
    )
    return 1 if total.defects else 0


def _logged(log: Path | None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()] if log and log.exists() else []


def _piece(chunk: tuple[int, int]) -> tuple[tuple[int, int], Report]:
    return chunk, walked(range(*chunk))


def _quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


if __name__ == "__main__":
    sys.exit(main())
