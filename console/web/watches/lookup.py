"""The watch that an address names, and whether whoever asks may see it.

A watch of the installation is open as its datasets are. One of a person or a team is theirs; the private
address that its token makes opens it to whoever was given that address.
"""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.web.access.visitor import Visitor, visitor_of
from console.web.site import base_site
from core.model.watch import Watch
from core.storage.ownership import Owner, Ownership
from core.storage.watches import Watches


def watch_of(request: Request, tx: Connection) -> Watch:
    """The watch of that id, or of the token of its private address.

    Raises:
        HTTPException: 404 if there is none, or it is somebody else's: who may not see it can't tell which.
    """
    key = request.path_params["watch"]
    if "\0" in key:
        raise HTTPException(404)
    by_token = Watches(tx).by_token(key)
    if by_token is not None:
        return by_token
    watch = Watches(tx).get(key)
    if watch is None or not is_open(request, visitor_of(request), Ownership(tx).of(watch.id)):
        raise HTTPException(404)
    return watch


def watches_of(request: Request, tx: Connection) -> list[Watch]:
    """The watches that whoever asks may see, by name."""
    owners, visitor = Ownership(tx).all(), visitor_of(request)
    return [each for each in Watches(tx).all() if is_open(request, visitor, owners.get(each.id, Owner()))]


def is_open(request: Request, visitor: Visitor, owner: Owner) -> bool:
    """Whether a watch of that owner is shown to a visitor."""
    if owner.private:
        return visitor.reaches(owner)
    return base_site(request).access.open_reading or visitor.person is not None
