"""The audit log, for administrators: who did what, when and from where."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from console.web.refusal import BadAddress
from console.web.render import page
from console.web.site import base_site
from core.storage.audit import Audit

_PAGE = 100
_BEFORE, _ABOUT = "avant", "sujet"
_LONGEST = 320


def audit(request: Request) -> Response:
    """Answer ``/acces/journal?sujet=…``."""
    about = request.query_params.get(_ABOUT, "").strip()
    if len(about) > _LONGEST or "\0" in about:
        raise BadAddress("value")
    with base_site(request).database.read() as tx:
        lines = Audit(tx).lines(_PAGE + 1, before=_before(request), about=about)
    response = page(
        request,
        "access/audit.html",
        lines=lines[:_PAGE],
        about=about,
        following=lines[_PAGE - 1].id if len(lines) > _PAGE else None,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _before(request: Request) -> int | None:
    given = request.query_params.get(_BEFORE)
    if given is None:
        return None
    if not given.isdecimal() or len(given) > 18:
        raise BadAddress("cursor")
    return int(given)
