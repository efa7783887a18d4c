"""The first start: an account for the administrator, and the link by which it is taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.model.dataset import Profile
from core.model.person import Role
from core.storage.credentials import Invitations
from core.storage.database import Database
from core.storage.people import People

_NOBODYS = ""
_LASTING = timedelta(days=1)


def first_link(database: Database, now: datetime) -> str:
    """The secret of the link, made anew at each start until somebody has taken it; then nothing."""
    with database.read() as tx:
        if People(tx).has_administrator():
            return ""
    with database.write_durably() as tx:
        people = People(tx)
        waiting = people.by_email(_NOBODYS) or people.add(
            _NOBODYS, roles=(Role.ADMINISTRATOR,), profile=Profile.INTERNAL, at=now
        )
        return Invitations(tx).add(waiting.id, now, _LASTING)
