"""Up to when the sources of a watch were read, and which were down: silence that can be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from core.model.source import Source
from core.model.watch import Watch
from normalizers.datasets import datasets
from workers.freshness import State, freshness_of
from workers.matching.reach import reach


@dataclass(frozen=True, slots=True)
class Covered:
    """A source: the day of its latest publication known, and when the run began that failed, if it did."""

    source: Source
    state: State
    until: date | None
    since: datetime | None


def coverage(tx: Connection, sources: Iterable[Source], watch: Watch, now: datetime) -> list[Covered]:
    """The sources from which an answer to a watch can come, those in trouble first."""
    found = [_covered(tx, source, now) for source in reach(watch, datasets()).feeding(sources)]
    return sorted(found, key=lambda each: (each.state is State.FRESH, each.source.title))


def _covered(tx: Connection, source: Source, now: datetime) -> Covered:
    fresh = freshness_of(tx, source, now)
    failing = fresh.last.started if fresh.last is not None and fresh.state is State.FAILED else None
    return Covered(source, fresh.state, fresh.newest, failing)
