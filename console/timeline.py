"""The notices of a procurement over all sources, in the order in which they were published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.model.dataset import Dataset
from core.storage.queries import Rows
from core.storage.threads import Member, StoredLink, Threads

MOST = 100
"""Members of a thread that are shown."""


@dataclass(frozen=True, slots=True)
class Event:
    """A published row of a thread; ``link`` is the surest that holds it there, to the row ``to``."""

    dataset: Dataset
    id: str
    row: Mapping[str, Any]
    day: date | None
    link: StoredLink | None
    to: str


def timeline_of(rows: Rows, datasets: Mapping[str, Dataset], thread: str) -> list[Event]:
    """The rows of a thread by day, those without one last; empty where there is no such thread."""
    store = Threads(rows.tx)
    members = {one.id: one for one in store.named(thread)[:MOST]}
    links = [each for each in store.links(members) if each.one in members and each.other in members]
    found = [
        _event(datasets[one.dataset], one, row, members, links)
        for one in members.values()
        if one.dataset in datasets and (row := rows.get(one.dataset, one.record)) is not None
    ]
    return sorted(found, key=lambda each: (each.day or date.max, each.id))


def _event(
    dataset: Dataset,
    member: Member,
    row: Mapping[str, Any],
    members: Mapping[int, Member],
    links: list[StoredLink],
) -> Event:
    own = [each for each in links if member.id in (each.one, each.other)]
    surest = max(own, key=lambda each: (each.score, -each.one - each.other), default=None)
    end = (surest.other if surest.one == member.id else surest.one) if surest else None
    day = row.get(dataset.date_column) if dataset.date_column else None
    return Event(dataset, member.record, row, day, surest, members[end].record if end else "")
