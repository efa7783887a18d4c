"""Who is at which row, so that two people don't review it at once; a claim ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, select

from core.storage.access_schema import PERSON
from core.storage.locks import serialise
from core.storage.review_schema import CLAIM
from core.storage.upsert import upsert

LASTING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claim:
    """A person at a row until a moment."""

    record: str
    person: int
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims, inside a transaction."""

    tx: Connection

    def hold(self, dataset: str, record: str, person: int, at: datetime, *, by_force: bool = False) -> Claim:
        """Claim a row, or tell who is at it already; ``by_force`` takes it over."""
        serialise(self.tx, "claims")
        standing = self.of(dataset, [record], at).get(record)
        if standing is not None and standing.person != person and not by_force:
            return standing
        row = {"dataset": dataset, "record": record, "person": person, "until": at + LASTING}
        upsert(self.tx, CLAIM, [row])
        return self.of(dataset, [record], at)[record]

    def of(self, dataset: str, records: Sequence[str], at: datetime) -> dict[str, Claim]:
        """Who is at which of some rows."""
        query = (
            select(CLAIM.c.record, CLAIM.c.person, PERSON.c.name, CLAIM.c.until)
            .join(PERSON, PERSON.c.id == CLAIM.c.person)
            .where(CLAIM.c.dataset == dataset, CLAIM.c.record.in_(records), CLAIM.c.until > at)
        )
        claims = (Claim(row.record, row.person, row.name, row.until) for row in self.tx.execute(query))
        return {claim.record: claim for claim in claims}

    def drop(self, dataset: str, record: str, person: int) -> None:
        """A person leaves a row."""
        mine = and_(CLAIM.c.dataset == dataset, CLAIM.c.record == record, CLAIM.c.person == person)
        self.tx.execute(delete(CLAIM).where(mine))
