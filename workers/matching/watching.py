"""The watches that new versions of records answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection

from core.model.watch import Match, Reason, Watch
from core.storage.procedures import COLUMN as PROCEDURE
from core.storage.revisions import Version
from core.storage.watches import Watches
from normalizers.datasets import dataset as dataset_of
from normalizers.datasets import is_restricted
from workers.matching.engine import Engine
from workers.matching.held import held
from workers.matching.match import Searched, asks, explain, searched
from workers.route import Hit

_log = structlog.get_logger()


@dataclass
class Matcher:
    """The watches of the database, kept ready; those that changed are read before each matching.

    A watch that can no longer be evaluated is passed over and told (:meth:`faults`); it is never deleted.
    """

    _engine: Engine = field(default_factory=Engine)
    _watches: dict[str, Watch] = field(default_factory=dict)
    _stamp: tuple[datetime | None, int] = (None, 0)
    _broken: dict[str, str] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def faults(self) -> dict[str, str]:
        """The watches that cannot be evaluated, by what is wrong with them."""
        with self._lock:
            return {**self._engine.failed, **self._broken}

    def match(self, tx: Connection, versions: Sequence[Version], at: datetime) -> Iterator[Hit]:
        """A hit for each watch, paused ones too: what they miss in silence is found in their feed later."""
        with self._lock:
            self._refresh(tx, versions)
        for version in versions:
            if not is_restricted(version.dataset):
                yield from self._hits(version, at)

    def _hits(self, version: Version, at: datetime) -> Iterator[Hit]:
        dataset = dataset_of(version.dataset)
        values = {"id": version.record, **version.data}
        found = self._engine.match(held(dataset, values, self._engine.columns, at))
        row = searched(dataset, values, at)
        only = {change.column for change in version.changes}
        for watch in found:
            if only == {PROCEDURE} and not asks(self._watches[watch], PROCEDURE):
                continue  # joined to other notices: the notice itself says nothing new
            reasons = self._reasons(watch, row)
            if reasons is not None:
                yield Hit(Match(watch, version.dataset, version.record, version.version, at, reasons))

    def _reasons(self, watch: str, row: Searched) -> tuple[Reason, ...] | None:
        """One that fails, whatever the error, harms no other; it is out until somebody changes it."""
        known = self._watches.get(watch)  # another thread may have seen it deleted
        if known is None:
            return None
        try:
            return explain(known, row)
        except Exception as error:
            with self._lock:
                self._broken[watch] = f"{type(error).__name__}: {error}"
                self._engine.drop([watch])
            _log.exception("watch cannot be evaluated", watch=watch)
            return None

    def _refresh(self, tx: Connection, versions: Sequence[Version]) -> None:
        watches = Watches(tx)
        stamp = watches.stamp()
        if stamp == self._stamp:
            return
        changed = watches.since(self._stamp[0])
        self._watches.update((watch.id, watch) for watch in changed)
        for watch in changed:
            self._broken.pop(watch.id, None)
        if self._stamp[0] is None:
            rows = [
                (dataset_of(each.dataset), each.data) for each in versions if not is_restricted(each.dataset)
            ]
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
            self._broken.pop(watch, None)
