"""All channels of a person: those of the person's own watches and of the teams'."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from console.web.access.visitor import Visitor, visitor_of
from console.web.render import page
from console.web.site import base_site
from console.web.watches.ways import ways_of
from core.model.person import Role
from core.storage.ownership import Owner, Ownership
from core.storage.watches import Watches


def overview(request: Request) -> Response:
    """Answer ``/canaux``."""
    visitor = visitor_of(request)
    with base_site(request).database.read() as tx:
        owners = Ownership(tx).all()
        mine = [each for each in Watches(tx).all() if is_mine(visitor, owners.get(each.id, Owner()))]
        ways = [way for watch in mine for way in ways_of(tx, watch)]
    response = page(request, "watches/overview.html", ways=ways, watches=mine)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_mine(visitor: Visitor, owner: Owner) -> bool:
    """Whether a watch is one's own or a team's; of administrators also those of the installation."""
    if not owner.private:
        return visitor.may(Role.ADMINISTRATOR)
    person = visitor.person
    return person is not None and (owner.person == person.id or owner.team in visitor.teams)
