"""What the listings of a source have named, day by day, and what they name no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select

from core.model.source import Window
from core.storage.runs import Run
from core.storage.schema import DOCUMENT, RUN


@dataclass(frozen=True, slots=True)
class Listings:
    """The listed documents of a source, inside a transaction."""

    tx: Connection
    source: str

    def by_day(self, window: Window) -> Mapping[date, int]:
        """How many documents were published on each day of a window that has any."""
        day = DOCUMENT.c.published
        query = select(day, func.count()).where(
            DOCUMENT.c.source == self.source, day >= window.since, day <= window.until
        )
        return {row[0]: row[1] for row in self.tx.execute(query.group_by(day))}

    def dated(self, window: Window) -> list[tuple[str, date]]:
        """The keys and days of the documents published in a window."""
        day = DOCUMENT.c.published
        query = select(DOCUMENT.c.key, day).where(
            DOCUMENT.c.source == self.source, day >= window.since, day <= window.until
        )
        return [(row.key, row.published) for row in self.tx.execute(query)]

    def seen_between(self, first: datetime, last: datetime, window: Window) -> list[str]:
        """The keys that a listing named from ``first`` on and none has since ``last``.

        Of the documents with a day, those of the window; what is gone at the publisher is not among them.
        """
        day = DOCUMENT.c.published
        inside = or_(day.is_(None), (day >= window.since) & (day <= window.until))
        query = select(DOCUMENT.c.key).where(
            DOCUMENT.c.source == self.source,
            DOCUMENT.c.last_seen >= first,
            DOCUMENT.c.last_seen < last,
            DOCUMENT.c.state != "gone",
            inside,
        )
        return list(self.tx.execute(query.order_by(DOCUMENT.c.key)).scalars())

    def before(self, run: Run) -> tuple[datetime, int] | None:
        """When the last run of the same mode that found documents before began, and how many it found."""
        query = select(RUN.c.started, RUN.c.counts).where(
            RUN.c.source == self.source, RUN.c.mode == run.mode, RUN.c.id < run.id
        )
        for row in self.tx.execute(query.order_by(RUN.c.id.desc()).limit(100)):
            if found := int(row.counts.get("found", 0)):
                return row.started, found
        return None
