"""How fresh each source is: last success, expected cadence, late or not."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.render import page
from console.web.site import site_of
from workers.freshness import Freshness, State, freshness_of


def freshness(request: Request) -> Response:
    """Answer ``/freshness``: a page, or JSON for who asks for it."""
    if "application/json" in request.headers.get("accept", ""):
        return freshness_json(request)
    known = _known(request)
    late = sum(each.state is not State.FRESH for each in known)
    return page(request, "health/freshness.html", known=known, late=late)


def freshness_json(request: Request) -> Response:
    """Answer ``/freshness.json``; instants are in UTC, the cadence in seconds."""
    told = [_told(each) for each in _known(request)]
    return JSONResponse({"sources": told}, headers={"Cache-Control": "no-store", "Vary": "Accept"})


def _known(request: Request) -> list[Freshness]:
    site = site_of(request)
    with site.database.read() as tx:
        return [freshness_of(tx, each, site.now()) for _, each in sorted(site.sources.items())]


def _told(one: Freshness) -> dict[str, Any]:
    return {
        "source": one.source.name,
        "state": one.state.value,
        "late": one.state is State.LATE,
        "last_success": one.complete.started.isoformat() if one.complete else None,
        "last_run": one.last.started.isoformat() if one.last else None,
        "last_run_state": one.last.state.value if one.last else None,
        "newest_publication": one.newest.isoformat() if one.newest else None,
        "expected_cadence_seconds": int(one.source.cadence.total_seconds()),
    }
