"""Releases of computations on restricted datasets: what was asked, what may leave, who let it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select, update

from core.storage.schema import RELEASE


class State(StrEnum):
    """Whether the results may leave."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Release:
    """The results of a dataset's computations at one version of its data.

    ``hidden`` are the cells that are told in none of them, for later releases; it never leaves. ``tables``
    are the protected rows of each computation.
    """

    dataset: str
    data_version: int
    asked_by: str
    at: datetime
    hidden: Sequence[Sequence[str]]
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    state: State = State.WAITING
    decided_by: str | None = None
    decided_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases, inside a transaction."""

    tx: Connection

    def add(self, release: Release) -> Release:
        """Store a release; returns it with its number."""
        row = {
            "dataset": release.dataset,
            "data_version": release.data_version,
            "asked_by": release.asked_by,
            "at": release.at,
            "hidden": [list(key) for key in release.hidden],
            "tables": dict(release.tables),
            "state": release.state.value,
            "decided_by": release.decided_by,
            "decided_at": release.decided_at,
        }
        made = self.tx.execute(RELEASE.insert().returning(RELEASE.c.id), row).scalar_one()
        return _release({**row, "id": made})

    def of(self, dataset: str) -> list[Release]:
        """The releases of a dataset that were not refused, oldest first."""
        query = select(RELEASE).where(RELEASE.c.dataset == dataset, RELEASE.c.state != State.REFUSED.value)
        return [_release(row) for row in self.tx.execute(query.order_by(RELEASE.c.id)).mappings()]

    def get(self, number: int) -> Release | None:
        """One release."""
        row = self.tx.execute(select(RELEASE).where(RELEASE.c.id == number)).mappings().one_or_none()
        return _release(row) if row else None

    def decide(self, number: int, state: State, by: str, at: datetime) -> bool:
        """Let a waiting release leave, or not; whether it was waiting."""
        waiting = (RELEASE.c.id == number, RELEASE.c.state == State.WAITING.value)
        decided = update(RELEASE).where(*waiting).values(state=state.value, decided_by=by, decided_at=at)
        return bool(self.tx.execute(decided).rowcount)


def _release(row: Mapping[Any, Any]) -> Release:
    return Release(**{**row, "state": State(row["state"])})
