"""What the owners of addresses were asked, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, exists, func, insert, select

from core.storage.channel_schema import CONSENT


class Answer(StrEnum):
    """A line about an address."""

    ASKED = "demande"
    AGREED = "accord"
    REFUSED = "refus"
    STOPPED = "désabonnement"


@dataclass(frozen=True, slots=True)
class Consents:
    """The lines, inside a transaction; an address is the same in small and large letters."""

    tx: Connection

    def note(self, address: str, what: Answer, channel: str, at: datetime) -> None:
        """Add a line."""
        row = {"address": _digest(address), "what": what.value, "channel": channel, "at": at}
        self.tx.execute(insert(CONSENT).values(**row))

    def asked_since(self, address: str, start: datetime) -> int:
        """How often an address was asked, for whichever watch."""
        query = select(func.count()).where(
            CONSENT.c.address == _digest(address), CONSENT.c.what == Answer.ASKED.value, CONSENT.c.at >= start
        )
        return int(self.tx.execute(query).scalar_one())

    def refused(self, address: str) -> bool:
        """Whether an address wants to be asked by nobody."""
        here = CONSENT.c.address == _digest(address), CONSENT.c.what == Answer.REFUSED.value
        return bool(self.tx.execute(select(exists().where(*here))).scalar())


def _digest(address: str) -> str:
    return sha256(address.casefold().encode()).hexdigest()
