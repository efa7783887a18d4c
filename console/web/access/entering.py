"""Opening and closing a session: always a new secret, never one that the browser brought along."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access import cookies
from console.web.access.asker import address_of
from console.web.access.gates import local_path
from console.web.access.visitor import visitor_of
from console.web.site import base_site
from core.model.person import Person
from core.storage.audit import Audit
from core.storage.credentials import Sessions

LASTING = timedelta(hours=12)


def entered(request: Request, tx: Connection, person: Person, how: str, then: str) -> Response:
    """Sign a person in and lead on; the session that the browser had before ends."""
    site = base_site(request)
    before = cookies.read(request, cookies.SESSION)
    if before:
        Sessions(tx).end(before)
    secret = Sessions(tx).add(person.id, site.now(), LASTING, request.headers.get("user-agent", ""))
    noted(request, tx, person.email, "sign-in", person.email, how)
    response = _to(request, local_path(then))
    cookies.write(request, response, cookies.SESSION, secret, int(LASTING.total_seconds()))
    cookies.drop(request, response, cookies.FORM)
    return response


def left(request: Request, tx: Connection) -> Response:
    """Sign out."""
    Sessions(tx).end(cookies.read(request, cookies.SESSION))
    who = visitor_of(request).person
    if who is not None:
        noted(request, tx, who.email, "sign-out", who.email)
    response = _to(request, "/")
    cookies.drop(request, response, cookies.SESSION)
    return response


def noted(  # noqa: PLR0917 - a line has many parts
    request: Request, tx: Connection, actor: str, action: str, subject: str, detail: str = ""
) -> None:
    """Write a line in the audit log."""
    site = base_site(request)
    Audit(tx).add(actor, action, subject, site.now(), detail=detail, address=address_of(request))


def _to(request: Request, path: str) -> Response:
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}{path}", 303, headers={"Cache-Control": "no-store"})
