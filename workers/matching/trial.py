"""What a watch would have told over the last days, before anybody subscribes to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from core.clock import PARIS, paris
from core.model.dataset import Dataset
from core.model.watch import Reason, Watch
from core.storage.catalogue import Catalogue
from core.storage.patience import TooLong, clock_of, within
from core.storage.queries import Filter, Order, Rows, Test
from normalizers.datasets import is_restricted
from workers.matching.demand import demand
from workers.matching.engine import Engine
from workers.matching.held import held
from workers.matching.likely import likely
from workers.matching.match import explain, searched

LOOK_BACK = timedelta(days=90)

_PATIENT = 86_400.0
"""Seconds of a trial that nobody waits for."""

_READ_AT = "lu_le"
"""The day of a row whose dataset has none."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row that the watch would have told, the day it came out, and why."""

    dataset: str
    record: str
    version: int
    label: str
    day: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """The items of the days before a day, latest first; a ``broad`` watch had better send digests.

    ``days`` were looked at, each of them wholly: fewer than ``asked`` where time was short. Nothing is found
    in ``unread`` datasets either, which says nothing about the watch: no source of theirs has been read yet.
    """

    until: date
    days: int
    items: tuple[Item, ...]
    most_a_week: int
    asked: int
    unread: bool = False

    @property
    def partial(self) -> bool:
        """Whether there was no time for all of the days."""
        return self.days < self.asked

    @property
    def a_week(self) -> float:
        """How many a week, on average."""
        return len(self.items) * 7 / max(self.days, 1)

    @property
    def broad(self) -> bool:
        """Whether that is more than people read one by one."""
        return self.a_week > self.most_a_week

    @property
    def weeks(self) -> list[tuple[date, int]]:
        """The weeks, by their first day, with the number of items of each; earliest first."""
        counts = Counter((self.until - item.day).days // 7 for item in self.items)
        last = (self.days - 1) // 7
        return [(self.until - timedelta(days=7 * ago + 6), counts[ago]) for ago in range(last, -1, -1)]


def trial(
    tx: Connection,
    catalogue: Catalogue,
    watch: Watch,
    now: datetime,
    *,
    most_a_week: int,
    look_back: timedelta = LOOK_BACK,
    seconds: float = _PATIENT,
) -> Trial:
    """Match the rows of the last days one after the other, each as on the day when it came out.

    After so many ``seconds`` of the processor it tells the latest days, those of which it has seen every row.

    Raises:
        InputError: the watch cannot be evaluated.
    """
    demand(watch)
    names = [name for name in watch.datasets if name in catalogue and not is_restricted(name)]
    since, until = paris(now - look_back), paris(now).date()
    found: list[Item] = []
    first = since.date()
    for name in names:
        look = _Look(tx, catalogue, watch, name, since)
        found += look.items(seconds / len(names))
        first = max(first, look.seen_from(until))
    kept = [item for item in found if item.day >= first]
    kept.sort(key=lambda item: (item.day, item.dataset, item.record), reverse=True)
    days = look_back.days if first == since.date() else max((until - first).days + 1, 0)
    unread = not any(Rows(tx, catalogue).exceeds(name, 0) for name in names)
    return Trial(until, days, tuple(kept), most_a_week, look_back.days, unread)


@dataclass
class _Look:
    """The rows of a dataset since a day, latest first; ``last`` is the day that was come to."""

    tx: Connection
    catalogue: Catalogue
    watch: Watch
    name: str
    since: datetime
    last: date | None = None
    whole: bool = False

    def items(self, seconds: float) -> list[Item]:
        """What the watch would have told, as far as there is time."""
        found: list[Item] = []
        clock = clock_of(self.tx)
        until = clock() + seconds

        def look() -> bool:
            for item in self._each():
                if clock() > until:
                    return False
                found.extend(item)
            return True

        with suppress(TooLong):
            self.whole = within(self.tx, seconds, look)
        return found

    def seen_from(self, until: date) -> date:
        """The first of the days of which every row was seen; the day after them where there is none."""
        if self.whole:
            return self.since.date()
        return (self.last or until) + timedelta(days=1)

    def _each(self) -> Iterator[list[Item]]:
        """The item of each row, if it makes one.

        The database, then the engine of this one watch pass over most rows; what is left is explained.
        """
        engine = Engine()
        engine.load([self.watch])
        dataset = self.catalogue[self.name].dataset
        column = dataset.date_column or _READ_AT
        first = Filter(column, Test.AT_LEAST, self.since.date() if dataset.date_column else self.since)
        conditions, order = [first, *likely(self.watch, dataset)], Order(column, descending=True)
        for row in Rows(self.tx, self.catalogue).rows(self.name, conditions, order):
            self.last = _day(row[column])
            at = datetime.combine(self.last, time(), PARIS)
            reasons = None
            if engine.match(held(dataset, row, engine.columns, at)):
                reasons = explain(self.watch, searched(dataset, row, at))
            if reasons is None:
                yield []
            else:
                yield [Item(self.name, row["id"], row["version"], _label(dataset, row), self.last, reasons)]


def _day(value: Any) -> date:
    return paris(value).date() if isinstance(value, datetime) else value


def _label(dataset: Dataset, row: Mapping[str, Any]) -> str:
    return str(row.get(dataset.label_column) or "")
