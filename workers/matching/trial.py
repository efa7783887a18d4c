"""What a watch would have told over the last days, before anybody subscribes to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from core.clock import PARIS, paris
from core.model.dataset import Dataset
from core.model.watch import Reason, Watch
from core.storage.catalogue import Catalogue
from core.storage.queries import Filter, Order, Rows, Test
from normalizers.datasets import is_restricted
from workers.matching.demand import demand
from workers.matching.engine import Engine
from workers.matching.held import held
from workers.matching.likely import likely
from workers.matching.match import explain, searched

LOOK_BACK = timedelta(days=90)

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
    """The items of the days before a day, latest first; a ``broad`` watch had better send digests."""

    until: date
    days: int
    items: tuple[Item, ...]
    most_a_week: int

    @property
    def a_week(self) -> float:
        """How many a week, on average."""
        return len(self.items) * 7 / self.days

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
) -> Trial:
    """Match the rows of the last days one after the other, each as on the day when it came out.

    Raises:
        InputError: the watch cannot be evaluated.
    """
    demand(watch)
    found = [item for name in watch.datasets if name in catalogue and not is_restricted(name)
             for item in _of_dataset(tx, catalogue, watch, name, paris(now - look_back))]  # fmt: skip
    found.sort(key=lambda item: (item.day, item.dataset, item.record), reverse=True)
    return Trial(paris(now).date(), look_back.days, tuple(found), most_a_week)


def _of_dataset(
    tx: Connection, catalogue: Catalogue, watch: Watch, name: str, since: datetime
) -> Iterator[Item]:
    """The database, then the engine of this one watch pass over most rows; what is left is explained."""
    engine = Engine()
    engine.load([watch])
    dataset = catalogue[name].dataset
    column = dataset.date_column or _READ_AT
    first = Filter(column, Test.AT_LEAST, since.date() if dataset.date_column else since)
    for row in Rows(tx, catalogue).rows(name, [first, *likely(watch, dataset)], Order(column)):
        day = _day(row[column])
        at = datetime.combine(day, time(), PARIS)
        if not engine.match(held(dataset, row, engine.columns, at)):
            continue
        reasons = explain(watch, searched(dataset, row, at))
        if reasons is not None:
            yield Item(name, row["id"], row["version"], _label(dataset, row), day, reasons)


def _day(value: Any) -> date:
    return paris(value).date() if isinstance(value, datetime) else value


def _label(dataset: Dataset, row: Mapping[str, Any]) -> str:
    return str(row.get(dataset.label_column) or "")
