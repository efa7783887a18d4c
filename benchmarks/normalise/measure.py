"""CPU time of each step over the notices, and of a million rows by portions."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from benchmarks.normalise.notices import Notice, parse_alone, read, varied
from core.model.reading import Reading
from normalizers.normalise import normalise

READ_AT = datetime(2026, 3, 31, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Steps:
    """CPU seconds of the best of several rounds over all notices, and how many rows they give."""

    notices: int
    rows: int
    parsing: float
    reading: float
    normalising: float


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows made so far, CPU microseconds a row of the last portion, resident memory after it."""

    rows: int
    microseconds: float
    resident: float


def steps(found: list[Notice], rounds: int) -> Steps:
    """Parsing alone, reading (with its parsing), normalising what was read."""
    read(found[0])  # what is loaded once is not counted
    readings: list[Reading] = []

    def reading() -> None:
        readings[:] = [each for notice in found for each in read(notice)]

    return Steps(
        notices=len(found),
        parsing=_best(rounds, lambda: _each(parse_alone, found)),
        reading=_best(rounds, reading),
        normalising=_best(rounds, lambda: _each(to_row, readings)),
        rows=len(readings),
    )


def portions(found: list[Notice], rows: int, count: int = 10) -> Iterator[Portion]:
    """So many rows in so many portions; the rows are let go as a writer would."""
    readings = varied([reading for notice in found for reading in read(notice)])
    each = rows // count
    for number in range(count):
        start = time.process_time()
        for reading in islice(readings, each):
            to_row(reading)
        spent = time.process_time() - start
        yield Portion((number + 1) * each, spent / each * 1e6, _resident())


def to_row(reading: Reading) -> None:
    """The row of a reading."""
    normalise(reading, sha256="", url="", read_at=READ_AT)


def _each(act: Callable[..., object], items: list[Notice] | list[Reading]) -> None:
    for item in items:
        act(item)


def _best(rounds: int, act: Callable[[], None]) -> float:
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return min(spent)


def _resident() -> float:
    """Mebibytes now, not at the most."""
    with open("/proc/self/statm") as status:  # noqa: PTH123 - no file to speak of
        pages = int(status.read().split()[1])
    return pages * resource.getpagesize() / 2**20
