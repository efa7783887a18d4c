"""The route on one machine, with SQLite and without a broker.

``python -m benchmarks.route.embedded FOLDER HOME`` prints its figures.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from benchmarks.route.figures import Figures, tell, told
from benchmarks.route.load import FolderOrigin, plans
from core.model.source import Floor
from core.settings import Settings
from core.storage.runs import Run
from core.storage.work import Work
from workers import step
from workers.archive import Write
from workers.context import Context
from workers.installation import open_installation
from workers.run import run

THREADS = 2


@lru_cache(maxsize=256)
def _folder(origin: str) -> FolderOrigin:
    return FolderOrigin(Path(origin))


def origin_for(each: Run) -> FolderOrigin:
    """The documents of the schedule that a run was opened for."""
    return _folder(each.origin)


def without_floors(context: Context) -> Context:
    """Guards that let any mixture of forms pass: a BOAMP PDF comes here without the coded form beside it."""
    sources = {name: replace(each, floor=Floor(documents=1)) for name, each in context.sources.items()}
    return replace(context, sources=sources)


def walk(folder: Path, home: Path) -> Figures:
    """All schedules of a load, in this process."""
    stages = timed_stages()
    began = time.monotonic()
    with open_installation(Settings(home=home, allow_weak_sandbox=True)) as installation:
        summary = run(without_floors(installation.context(origin_for)), plans(folder), threads=THREADS)
    seconds = time.monotonic() - began
    counts = counted(summary.runs)
    return told("embedded", counts["found"], seconds, stages, counts)


def counted(runs: Sequence[Run]) -> dict[str, int]:
    """Runs by state, and what came of their documents."""
    states = Counter(each.state.value for each in runs)
    names = ("found", "extracted", "refused", "parked", "new")
    return {**states, **{name: sum(each.counts.get(name, 0) for each in runs) for name in names}}


def timed_stages() -> dict[str, float]:
    """Seconds spent in the work of each stage, and in writing its result, over all threads."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, stage: Callable[[Context, Work], Write]) -> Callable[[Context, Work], Write]:
        def work(context: Context, piece: Work) -> Write:
            began = time.monotonic()
            write = stage(context, piece)
            spent[name] += time.monotonic() - began

            def written(tx: object) -> None:
                began = time.monotonic()
                write(tx)  # type: ignore[arg-type]
                spent[f"{name}, written"] += time.monotonic() - began

            return written

        return work

    for name, stage in list(step.STAGES.items()):
        step.STAGES[name] = timed(name, stage)
    return spent


if __name__ == "__main__":
    tell(walk(Path(sys.argv[1]), Path(sys.argv[2])))
