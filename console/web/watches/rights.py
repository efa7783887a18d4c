"""Who may change a watch: its person, its team; of a watch of the installation, the administrators."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.requests import Request

from console.web.access.gates import require
from console.web.access.visitor import Visitor, visitor_of
from console.web.watches.lookup import watch_of
from core.model.person import Role
from core.model.watch import Watch
from core.storage.ownership import Owner, Ownership


def may_change(visitor: Visitor, owner: Owner) -> bool:
    """Whether a visitor may change a watch of that owner and what it sends."""
    if not owner.private:
        return visitor.may(Role.ADMINISTRATOR)
    return visitor.may(Role.SUBSCRIBER) and visitor.reaches(owner)


def own_watch(request: Request, tx: Connection) -> Watch:
    """The watch of the address, for who may change it.

    Raises:
        HTTPException: 404 if there is none that the visitor may see.
        Refused: the visitor may see it and not change it.
    """
    watch = watch_of(request, tx)
    require(allowed=may_change(visitor_of(request), Ownership(tx).of(watch.id)))
    return watch
