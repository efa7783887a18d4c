"""Which moment of each timetable was taken last: the agreement of all schedulers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, or_, select

from core.storage.schema import SLOT
from core.storage.upsert import insert_for

AHEAD = timedelta(hours=1)
"""A slot that lies so far ahead was taken by a clock that was wrong, and binds nobody."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The last slot that was taken of a name, by whom and when."""

    name: str
    slot: datetime
    owner: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots, inside a transaction."""

    tx: Connection

    def take(self, name: str, slot: datetime, owner: str, at: datetime) -> bool:
        """Take a slot, with all that was missed before it; False if it, or a later one, is taken already.

        What the slot is for belongs into the same transaction, so that no slot is taken for nothing.
        """
        values = {"name": name, "slot": slot, "owner": owner, "taken_at": at}
        made = insert_for(self.tx, SLOT).values(**values)
        free = or_(SLOT.c.slot < slot, SLOT.c.slot > at + AHEAD)
        taken = made.on_conflict_do_update(index_elements=["name"], set_={**values}, where=free).returning(
            SLOT.c.name
        )
        return self.tx.execute(taken).first() is not None

    def is_free(self, name: str, slot: datetime, at: datetime) -> bool:
        """Whether :meth:`take` would take it now."""
        last = self.tx.execute(_LAST, {"timetable": name}).scalar()
        return last is None or last < slot or last > at + AHEAD

    def taken(self) -> dict[str, Taken]:
        """The last slot of each name."""
        rows = self.tx.execute(select(SLOT).order_by(SLOT.c.name)).mappings()
        return {row["name"]: Taken(**row) for row in rows}


_LAST = select(SLOT.c.slot).where(SLOT.c.name == bindparam("timetable"))
