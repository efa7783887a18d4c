"""``python -m tests.workers.storms COUNT [--first N] [--rigs N] [--log FILE] [--older REVISION]``: storms.

With a log, what each came to is appended to it as it ends, and a walk that was interrupted goes on where it
was. A storm is seen again, as far as real processes allow, by ``--first SEED`` with a count of 1.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import sys
import tempfile
from pathlib import Path

from tests.workers.storms.walk import read, rigged, summary


def main() -> int:
    """Weather and print."""
    parser = argparse.ArgumentParser(prog="tests.workers.storms", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--rigs", type=int, default=4)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--older", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = options.log or Path(folder, "storms.jsonl")
        return _walked(range(options.first, options.first + options.count), log, options)


def _walked(wanted: range, log: Path, options: argparse.Namespace) -> int:
    known = {each.seed for each in read(log)}
    seeds = [seed for seed in wanted if seed not in known]
    shares = [seeds[start :: options.rigs] for start in range(options.rigs)]
    context = multiprocessing.get_context("spawn")
    rigs = [context.Process(target=rigged, args=(share, options.older, log)) for share in shares if share]
    for each in rigs:
        each.start()
    with contextlib.suppress(KeyboardInterrupt):
        for each in rigs:
            each.join()
    found = [each for each in read(log) if each.seed in wanted]
    print(summary(found))
    return 1 if len(found) < len(wanted) or any(each.defects for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
