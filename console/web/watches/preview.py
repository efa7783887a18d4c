"""What a draft would have told over the last 90 days, and how to be told less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from core.model.dataset import Dataset
from core.model.watch import Match, Watch
from core.storage.catalogue import Catalogue
from core.storage.queries import Rows
from workers.feeds.telling import Teller
from workers.matching.narrowing import why
from workers.matching.trial import Item, Trial, trial

_SECONDS = 1.3
"""Of the processor: a trial of a national store that takes longer tells the latest days alone."""
_LOOKED_AT = 30
_SHOWN = 15
_PROPOSED = 6


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its first day: how many items, and that as a share of the fullest week."""

    first: date
    items: int
    share: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to exclude, and how many of the latest items it takes out."""

    kind: str
    exclude: str
    takes: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A trial for a page: its weeks, its latest items, and what to exclude.

    ``titles`` are those that the entries of the items shown would have, by dataset and record.
    """

    trial: Trial
    weeks: Sequence[Week]
    items: Sequence[Item]
    titles: Mapping[tuple[str, str], str]
    looked_at: int
    suggestions: Sequence[Suggestion]


def preview(
    tx: Connection, catalogue: Catalogue, watch: Watch, now: datetime, *, most_a_week: int, teller: Teller
) -> Preview:
    """The preview of a watch that is not there yet.

    Raises:
        InputError: the watch cannot be evaluated.
    """
    tried = trial(tx, catalogue, watch, now, most_a_week=most_a_week, seconds=_SECONDS)
    most = max((count for _, count in tried.weeks), default=0) or 1
    weeks = [Week(first, count, count / most) for first, count in tried.weeks]
    latest = tried.items[:_LOOKED_AT]
    datasets = {name: entry.dataset for name, entry in catalogue.items()}
    suggestions = _suggestions(Rows(tx, catalogue), datasets, watch, latest, now)
    shown = tried.items[:_SHOWN]
    return Preview(tried, weeks, shown, _titles(tx, teller, shown, now), len(latest), suggestions)


def _titles(
    tx: Connection, teller: Teller, items: Sequence[Item], now: datetime
) -> dict[tuple[str, str], str]:
    """A lot or an award is told with its notice, which needs be read."""
    matches = [Match("", each.dataset, each.record, each.version, now, each.reasons) for each in items]
    told = teller.told(tx, matches)
    return {(each.match.dataset, each.match.record): each.entry.title for each in told}


def _suggestions(
    rows: Rows, datasets: dict[str, Dataset], watch: Watch, items: Sequence[Item], now: datetime
) -> list[Suggestion]:
    """What takes out most of the latest items, but not all: that would be no watch any more."""
    takes: Counter[tuple[str, str]] = Counter()
    for item in items:
        row = rows.get(item.dataset, item.record)
        if row is not None:
            found = why(watch, datasets[item.dataset], row, now).narrowings
            takes.update({(each.kind, each.exclude) for each in found})
    left = [(way, count) for way, count in takes.most_common() if count < len(items)]
    return [Suggestion(kind, exclude, count) for (kind, exclude), count in left[:_PROPOSED]]
