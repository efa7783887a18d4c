"""All watches at once: a large segment, a small one of those added since, and the marks of those gone.

The large one is rebuilt in the background once the small one has grown; meanwhile, watches that change are
matched out of the small one, so that a watch is seen by the next row.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import structlog

from core.errors import InputError
from core.model.watch import Watch
from workers.matching.demand import Atom, Demand, demand
from workers.matching.frequencies import Frequencies
from workers.matching.held import DATASET, Held
from workers.matching.segment import Segment, build

_log = structlog.get_logger()

SMALL = 256
"""Watches beside the large segment that need no rebuilding of it, however few it has."""

SHARE = 0.02
"""Or this share of the large segment."""


@dataclass
class Engine:
    """The watches that a process matches rows against; one thread at a time, the others wait."""

    failed: dict[str, str] = field(default_factory=dict)
    """The watches that can't be matched, by what is wrong with them."""

    _demands: dict[str, Demand] = field(default_factory=dict)
    _large: Segment = field(default_factory=lambda: build([], Frequencies()))
    _small: Segment | None = None
    _changed: dict[str, None] = field(default_factory=dict)
    _rows: int = 0
    _counts: Counter[Atom] = field(default_factory=Counter)
    _columns: Counter[str] = field(default_factory=Counter)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _builder: threading.Thread | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The fields that watches ask for."""
        return frozenset(self._columns.keys())

    def learn(self, rows: Iterable[Held]) -> None:
        """See what rows hold, so that the next building knows what is rare; costs time, or saves it, only."""
        with self._lock:
            for row in rows:
                self._rows += 1
                self._counts.update({("", stem) for text in row.texts for stem in text})
                self._counts.update(row.facets)

    def load(self, watches: Iterable[Watch]) -> None:
        """Take these watches in place of all others, and build at once."""
        with self._lock:
            self._demands, self._changed, self._small = {}, {}, None
            self.failed.clear()
            self._columns.clear()
            for watch in watches:
                self._take(watch)
            self._changed.clear()
            self._large = build(list(self._demands.values()), self._frequencies())

    def put(self, watches: Iterable[Watch]) -> None:
        """Add watches, or change those of their ids; the next row is matched against them."""
        with self._lock:
            for watch in watches:
                self._take(watch)
            self._settle()

    def drop(self, watches: Iterable[str]) -> None:
        """Forget watches."""
        with self._lock:
            for watch in watches:
                self._forget(watch)
                self._changed[watch] = None
            self._settle()

    def match(self, row: Held) -> list[str]:
        """The ids of the watches that a row answers."""
        with self._lock:
            self._rows += 1
            large = self._named(self._large, row)
            found = [watch for watch in large if watch not in self._changed] if self._changed else list(large)
            if self._small is not None:
                found += self._named(self._small, row)
            return found

    def wait(self) -> None:
        """Until the background is at rest."""
        if self._builder is not None:
            self._builder.join()

    def _named(self, segment: Segment, row: Held) -> Iterator[str]:
        return map(segment.watches.__getitem__, segment.match(row).tolist())

    def _take(self, watch: Watch) -> None:
        self._forget(watch.id)
        self._changed[watch.id] = None
        try:
            made = demand(watch)
        except InputError as error:
            self.failed[watch.id] = str(error)
            return
        self._demands[watch.id] = made
        self._columns.update(_columns(made))

    def _forget(self, watch: str) -> None:
        self.failed.pop(watch, None)
        gone = self._demands.pop(watch, None)
        if gone is not None:
            self._columns.subtract(_columns(gone))
            self._columns += Counter()

    def _settle(self) -> None:
        """Build the small segment anew; the large one too, in the background, once the small has grown."""
        waiting = [self._demands[watch] for watch in self._changed if watch in self._demands]
        known = Frequencies(self._counts, self._rows)  # as counted last: the small one need not be the best
        self._small = build(waiting, known) if waiting else None
        crowded = len(self._changed) > max(SMALL, SHARE * len(self._large.watches))
        if crowded and (self._builder is None or not self._builder.is_alive()):
            demands, settled = list(self._demands.values()), list(self._changed)
            task = (demands, settled, self._frequencies())
            self._builder = threading.Thread(target=self._rebuild, args=task, daemon=True)
            self._builder.start()

    def _rebuild(self, demands: list[Demand], settled: list[str], frequencies: Frequencies) -> None:
        """A failure leaves the segments as they are: the small one is slower, and as right."""
        try:
            built = build(demands, frequencies)
        except Exception:
            _log.exception("the watches cannot be put in order", watches=len(demands))
            return
        inside = {each.watch: each for each in demands}
        with self._lock:
            self._large = built
            for watch in settled:
                if self._demands.get(watch) is inside.get(watch):
                    self._changed.pop(watch, None)
            self._settle()

    def _frequencies(self) -> Frequencies:
        for segment in (self._large, self._small):
            if segment is not None:
                self._counts.update(dict(zip(segment.vocabulary.atoms, segment.seen.tolist(), strict=False)))
                segment.seen[:] = 0
        return Frequencies(dict(self._counts), self._rows)


def _columns(demanded: Demand) -> Iterator[str]:
    facets = (atom[0] for clause in demanded.clauses for atom in clause if atom[0])
    yield from (column for column in facets if column != DATASET)
    yield from (column for column, _, _ in demanded.bounds)
