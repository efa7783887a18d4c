"""``python -m benchmarks.linking [RECORDS] [--write]``: ours and the peers on one set, in one run."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from importlib.metadata import version

from benchmarks.linking.composed import compose
from benchmarks.linking.incremental import MEASURED, milliseconds
from benchmarks.linking.peers import PEERS
from benchmarks.linking.truth import rightness
from benchmarks.machine import RESULTS, keep, machine

HEADER = (
    "| linker | records/CPU s | by ours | pair precision | pair recall | B³ precision | B³ recall |",
    "|" + " --- |" * 7,
)


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="benchmarks.linking", description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=100_000, help="how many are composed")
    parser.add_argument("--write", action="store_true", help=f"append the table to {RESULTS.name}")
    options = parser.parse_args()
    section = _section(options.records)
    sys.stdout.write(section)
    if options.write:
        keep(section)
    return 0


def _section(count: int) -> str:
    records = compose(count)
    truth = [each.procurement for each in records]
    gc.freeze()  # the composed rows are nobody's garbage
    rows, ours = [], 0.0
    for name, peer in PEERS.items():
        start = time.process_time()
        labels = peer(records)
        speed = count / (time.process_time() - start)
        ours = ours or speed
        right = rightness(labels, truth)
        shares = (right.pair_precision, right.pair_recall, right.cluster_precision, right.cluster_recall)
        cells = [name, f"{speed:.0f}", f"{speed / ours:.2f}", *(f"{share:.3f}" for share in shares)]
        rows.append("| " + " | ".join(cells) + " |")
        sys.stderr.write(rows[-1] + "\n")
    alone = milliseconds(records)
    told = (
        f"{count} composed records of {len(set(truth))} procurements; {machine()}; CPU time of all threads. "
        f"datasketch {version('datasketch')}, splink {version('splink')}, duckdb {version('duckdb')}; "
        f"`python -m benchmarks.linking {count} --write`. B³: Bagga and Baldwin 1998. "
        f"One notice more, put into a thread in SQLite beside all the others: {alone.median:.1f} ms of CPU "
        f"in the median, {alone.most:.1f} ms at most for 95 in 100, of the last {MEASURED}."
    )
    return "\n## Linking\n\n" + told + "\n\n" + "\n".join(HEADER) + "\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
