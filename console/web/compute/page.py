"""``/calculs``: what partners may ask of restricted datasets, and what owners let leave."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.forms import text
from console.web.access.gates import require, signed_in
from console.web.access.visitor import visitor_of
from console.web.render import page
from console.web.site import base_site
from core.errors import InputError
from core.model.dataset import Profile
from core.storage.releases import Releases, State
from workers.computing import decide


def computations(request: Request) -> Response:
    """Answer ``/calculs``."""
    visitor, site = visitor_of(request), base_site(request)
    require(allowed=visitor.profile.sees(Profile.PARTNER))
    with site.restricted_database.read() as tx:
        shelves = [
            (each, each.restriction, [(one, one.state is State.WAITING and visitor.person is not None and
                                       visitor.person.owns(each.name)) for one in Releases(tx).of(each.name)])
            for each in site.restricted.values()
        ]  # fmt: skip
    return page(request, "compute/computations.html", shelves=shelves)


def decision(request: Request, form: FormData) -> Response:
    """Let a release leave or not: what the button pressed says."""
    visitor, site = signed_in(request), base_site(request)
    number = int(request.path_params["release"])
    with site.restricted_database.read() as tx:
        found = Releases(tx).get(number)
    person = visitor.person
    if found is None or found.dataset not in site.restricted or person is None:
        raise HTTPException(404)
    require(allowed=person.owns(found.dataset))
    approved = text(form, "decision", 20) == "approuver"
    try:
        decide(site.restricted_database, number, approved=approved, by=person.label, now=site.now())
    except InputError:
        raise HTTPException(409) from None
    return RedirectResponse("/calculs", 303)
