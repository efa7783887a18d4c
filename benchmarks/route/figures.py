"""What a way through a load cost, told by the process that took it in one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds by the clock and of processor, the largest process in MiB, and where the time went."""

    way: str
    documents: int
    seconds: float
    cpu_seconds: float
    parent_mib: float
    child_mib: float
    stages: Mapping[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Documents a second, by the clock."""
        return self.documents / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of processor for a document, of all processes."""
        return 1000 * self.cpu_seconds / self.documents


def told(
    way: str, documents: int, seconds: float, stages: Mapping[str, float], counts: Mapping[str, int]
) -> Figures:
    """The figures of this process, once its children have ended."""
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime
    rounded = {name: round(value, 1) for name, value in stages.items()}
    mib = (_largest() / _KIB, theirs.ru_maxrss / _KIB)
    return Figures(way, documents, seconds, cpu, *mib, stages=rounded, counts=dict(counts))


def _largest() -> int:
    """KiB that this process has had at most; rusage counts what its parent had when it was forked."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def tell(figures: Figures) -> None:
    """Print them for the process that asked."""
    sys.stdout.write(json.dumps(asdict(figures)) + "\n")


def heard(output: str) -> Figures:
    """The figures in the last line of what such a process printed."""
    return Figures(**json.loads(output.splitlines()[-1]))
