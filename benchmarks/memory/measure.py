"""Has documents read in the sandbox, one after the other, and weighs the processes that stay."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.errors import DocumentError
from core.sandbox import Sandbox
from extractors.ocr import route

WARM = 100
"""Documents before the first weighing: pools and caches are filled by then."""

PRELOAD = ("workers.reading", "extractors.warm:load")
READER = "workers.reading:read_answer"


@dataclass(frozen=True, slots=True)
class Growth:
    """Resident bytes of the parent and of the process that forks, after WARM documents and at the end.

    ``seconds`` are by the clock, for all documents.
    """

    documents: int
    refused: int
    parent: tuple[int, int]
    zygote: tuple[int, int]
    seconds: float

    @property
    def parent_growth(self) -> int:
        """Bytes that the parent has grown by since it was warm."""
        return self.parent[1] - self.parent[0]


def measure(documents: Iterable[tuple[str, bytes]]) -> Growth:
    """Read all documents in one sandbox; (name, bytes) each."""
    start, refused, number = time.monotonic(), 0, 0
    weights = [(0, 0)]
    with Sandbox(workers=1, preload=PRELOAD, allow_weak=True) as sandbox:
        for number, (name, data) in enumerate(documents, start=1):
            refused += 1
            with suppress(DocumentError):
                route.run(sandbox, READER, data, {"name": name})
                refused -= 1
            if number == WARM:
                weights = [_weights()]
        weights.append(_weights())
    (parent, zygote), (parent_end, zygote_end) = weights
    seconds = time.monotonic() - start
    return Growth(number, refused, (parent, parent_end), (zygote, zygote_end), seconds)


def _weights() -> tuple[int, int]:
    """The parent and the process it has started, which forks the children."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return _resident("self"), sum(map(_resident, children))


def _resident(process: str) -> int:
    statm = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
    return int(statm.split()[1]) * resource.getpagesize()
