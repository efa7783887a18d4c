"""A night's load: documents of many schedules, written to a folder, and the origin that hands them out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from benchmarks.route.documents import KINDS, Kind
from core.model.document import Reference
from core.model.source import Answer, Window
from core.storage.snapshots import Validators
from crawlers import source
from workers.advance import REPLAY, Plan
from workers.origins import Unchanged

SCHEDULES = 195
DAY = date(2026, 3, 12)
SEED = 195
_INDEX = "index.jsonl"
_MEDIA = {"pdf": "application/pdf", "html": "text/html", "xml": "application/xml", "json": "application/json"}


def compose(folder: Path, count: int, seed: int = SEED) -> int:
    """Write so many documents, one after the other; the same call gives the same bytes.

    Returns:
        Bytes written.
    """
    dice = random.Random(seed)  # noqa: S311  # a benchmark, no secret
    weights = [kind.weight for kind in KINDS]
    total = 0
    for number in range(count):
        kind = dice.choices(KINDS, weights)[0]
        schedule = folder / f"{_schedule(dice, kind):03}-{kind.source}"
        schedule.mkdir(parents=True, exist_ok=True)
        data = kind.write(random.Random(f"{seed}/{number}"), number)  # noqa: S311
        name = f"{number:05}.{kind.suffix}"
        (schedule / name).write_bytes(data)
        entry = {"file": name, "url": kind.address.format(100000 + number)}
        with (schedule / _INDEX).open("a", encoding="utf-8") as index:
            index.write(json.dumps(entry) + "\n")
        total += len(data)
    return total


def _schedule(dice: random.Random, kind: Kind) -> int:
    """One of the schedules of the kind's source: sources have as many as their share of the documents."""
    first = 0
    for name in sorted({each.source for each in KINDS}):
        weight = sum(each.weight for each in KINDS if each.source == name)
        share = max(1, weight * SCHEDULES // 100)
        if name == kind.source:
            return first + dice.randrange(share)
        first += share
    raise KeyError(kind.source)


def schedules(folder: Path) -> list[Path]:
    """The folders of the schedules that have documents."""
    return sorted(path.parent for path in folder.glob(f"*/{_INDEX}"))


def plans(folder: Path) -> list[Plan]:
    """A run for each schedule."""
    window = Window(DAY, DAY)
    return [Plan(source(_source(each)), window, REPLAY, str(each)) for each in schedules(folder)]


def _source(schedule: Path) -> str:
    return schedule.name.partition("-")[2]


@dataclass
class FolderOrigin:
    """The documents of one schedule, read from its folder when they are asked for."""

    folder: Path
    seeds: tuple[str, ...] = ()

    @cached_property
    def _files(self) -> dict[str, Path]:
        lines = (self.folder / _INDEX).read_text(encoding="utf-8").splitlines()
        return {entry["url"]: self.folder / entry["file"] for entry in map(json.loads, lines)}

    def get(self, url: str) -> Answer | None:
        """No listing is recorded."""
        return None

    def post(self, url: str, body: bytes) -> Answer | None:
        """No search is answered."""
        return None

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """The document at an address."""
        path = self._files.get(url)
        if path is None:
            return None
        return Answer(url, path.read_bytes(), {"content-type": _MEDIA[path.suffix[1:]]})

    def unlisted(self, source: str) -> Iterable[Reference]:
        """All documents of the schedule."""
        for url, path in self._files.items():
            yield Reference(source, path.stem, url, DAY)


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every document with the name of its source, in the order of their numbers."""
    found = [
        (path, _source(schedule))
        for schedule in schedules(folder)
        for path in schedule.iterdir()
        if path.name != _INDEX
    ]
    for path, name in sorted(found, key=lambda each: each[0].name):
        yield name, path
