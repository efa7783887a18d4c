"""The watches that new versions of records answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection

from core.model.watch import Match, Watch
from core.storage.procedures import COLUMN as PROCEDURE
from core.storage.revisions import Version
from core.storage.watches import Watches
from normalizers.datasets import dataset as dataset_of
from workers.matching.engine import Engine
from workers.matching.held import held
from workers.matching.match import explain, searched
from workers.route import Hit

_log = structlog.get_logger()


@dataclass
class Matcher:
    """The watches of the database, kept ready; those that changed are read before each matching.

    A watch whose query can no longer be read is passed over and told; it is never deleted.
    """

    _engine: Engine = field(default_factory=Engine)
    _watches: dict[str, Watch] = field(default_factory=dict)
    _stamp: tuple[datetime | None, int] = (None, 0)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def match(self, tx: Connection, versions: Sequence[Version], at: datetime) -> Iterator[Hit]:
        """A hit for each watch, paused ones too: what they miss in silence is found in their feed later."""
        with self._lock:
            self._refresh(tx, versions)
        for version in versions:
            yield from self._hits(version, at)

    def _hits(self, version: Version, at: datetime) -> Iterator[Hit]:
        dataset = dataset_of(version.dataset)
        values = {"id": version.record, **version.data}
        found = self._engine.match(held(dataset, values, self._engine.columns, at))
        row = searched(dataset, values, at)
        only = {change.column for change in version.changes}
        for watch in found:
            if only == {PROCEDURE} and PROCEDURE not in self._watches[watch].accept:
                continue  # joined to other notices: the notice itself says nothing new
            reasons = explain(self._watches[watch], row)
            if reasons is not None:
                yield Hit(Match(watch, version.dataset, version.record, version.version, at, reasons))

    def _refresh(self, tx: Connection, versions: Sequence[Version]) -> None:
        watches = Watches(tx)
        stamp = watches.stamp()
        if stamp == self._stamp:
            return
        changed = watches.since(self._stamp[0])
        self._watches.update((watch.id, watch) for watch in changed)
        if self._stamp[0] is None:
            rows = [(dataset_of(each.dataset), each.data) for each in versions]
            self._engine.learn(held(dataset, data, ()) for dataset, data in rows)
            self._engine.load(changed)
        else:
            self._engine.put(changed)
        if len(self._watches) != stamp[1]:
            self._forget(self._watches.keys() - {watch.id for watch in watches.all()})
        self._stamp = stamp
        for watch in changed:
            if error := self._engine.failed.get(watch.id):
                _log.error("watch cannot be evaluated", watch=watch.id, error=error)

    def _forget(self, gone: set[str]) -> None:
        self._engine.drop(gone)
        for watch in gone:
            del self._watches[watch]
