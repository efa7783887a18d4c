"""Walk storms on one rig, and tell what they came to."""

from __future__ import annotations

import json
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.workers.storms.outcome import differences
from tests.workers.storms.rig import Rig, rig


@dataclass(frozen=True, slots=True)
class Told:
    """What one storm came to."""

    seed: int
    kind: str
    fallen: dict[str, int] = field(default_factory=dict)
    idle: int = 0
    seconds: float = 0.0
    lasted: float = 0.0
    defects: list[str] = field(default_factory=list)


def stormy(seeds: Iterable[int], revision: str = "", log: Path | None = None) -> list[Told]:
    """Weather the storms of some seeds on one rig."""
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="veille-storm-", ignore_cleanup_errors=True) as name,
        rig(Path(name), revision) as here,
    ):
        for seed in seeds:
            found.append(told := _one(here, seed))
            print(f"{seed} {told.kind}: {told.defects or 'whole'}", flush=True)
            if log is not None:
                with log.open("a") as file:
                    file.write(json.dumps(asdict(told)) + "\n")
    return found


def _one(here: Rig, seed: int) -> Told:
    calm, began = here.calm, time.monotonic()
    try:
        found = here.weathered(seed)
    except TimeoutError as left:
        return Told(seed, here.kind(seed), lasted=time.monotonic() - began, defects=[str(left)])
    return Told(
        seed,
        here.kind(seed),
        dict(found.fallen),
        found.idle,
        round(found.seconds, 1),
        round(time.monotonic() - began, 1),
        differences(calm, found),
    )


def summary(found: Sequence[Told]) -> str:
    """The figures of many storms in words."""
    kinds, fallen = Counter(each.kind for each in found), Counter[str]()
    for each in found:
        fallen += Counter(each.fallen)
    waits = sorted(each.seconds for each in found) or [0.0]
    defects = sum(bool(each.defects) for each in found)
    return (
        f"{len(found)} storms ({_listed(kinds)}), {defects} with a defect; {fallen.total()} faults, "
        f"{sum(each.idle for each in found)} of them with no work left ({_listed(fallen)}); all done "
        f"{waits[len(waits) // 2]:.1f} s after the last fault in the middle, {waits[-1]:.1f} s at most"
    )


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {times}" for name, times in counted.most_common())


def read(log: Path) -> list[Told]:
    """The storms of a log."""
    return [Told(**json.loads(line)) for line in log.read_text().splitlines()] if log.exists() else []


def _ended(_number: int, _frame: Any) -> None:
    raise SystemExit(143)


def rigged(seeds: list[int], revision: str, log: Path) -> None:
    """What a process with a rig of its own does."""
    signal.signal(signal.SIGTERM, _ended)  # so that its servers end with it
    stormy(seeds, revision, log)
