"""Whose a watch is: a person's, a team's, or the installation's, which is nobody's and open to all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from core.storage.access_schema import WATCH_OWNER
from core.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Owner:
    """Of a watch: a person, who may share it with a team; neither for a watch of the installation."""

    person: int | None = None
    team: int | None = None

    @property
    def private(self) -> bool:
        """Whether it is somebody's."""
        return self.person is not None or self.team is not None


NOBODY = Owner()


@dataclass(frozen=True, slots=True)
class Ownership:
    """The owners of watches, inside a transaction."""

    tx: Connection

    def put(self, watch: str, owner: Owner) -> None:
        """Whose a watch is from now on."""
        if not owner.private:
            self.tx.execute(delete(WATCH_OWNER).where(WATCH_OWNER.c.watch == watch))
            return
        upsert(self.tx, WATCH_OWNER, [{"watch": watch, "person": owner.person, "team": owner.team}])

    def of(self, watch: str) -> Owner:
        """Whose a watch is."""
        query = select(WATCH_OWNER.c.person, WATCH_OWNER.c.team).where(WATCH_OWNER.c.watch == watch)
        row = self.tx.execute(query).first()
        return Owner(row.person, row.team) if row else NOBODY

    def all(self) -> Mapping[str, Owner]:
        """The owners of all watches that have one."""
        return {row.watch: Owner(row.person, row.team) for row in self.tx.execute(select(WATCH_OWNER))}

    def alone(self, person: int) -> list[str]:
        """The watches of a person that no team shares."""
        query = select(WATCH_OWNER.c.watch).where(
            WATCH_OWNER.c.person == person, WATCH_OWNER.c.team.is_(None)
        )
        return list(self.tx.execute(query.order_by(WATCH_OWNER.c.watch)).scalars())
