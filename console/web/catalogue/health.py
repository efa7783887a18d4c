"""The state of the system for machines."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.site import Site, site_of
from core.storage.schema import WORK
from core.storage.work import Queue, WorkState
from workers.freshness import Freshness, State, freshness_of

_UNAVAILABLE = 503


def health(request: Request) -> Response:
    """Answer ``/health``: 503 where the database does not answer, else 200 and the state of each source."""
    site = site_of(request)
    try:
        body = _body(site)
    except SQLAlchemyError as error:
        told = {"status": "down", "database": type(error).__name__, "version": site.version}
        return JSONResponse(told, _UNAVAILABLE, headers={"Cache-Control": "no-store"})
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


def _body(site: Site) -> dict[str, Any]:
    with site.database.read() as tx:
        sources = [freshness_of(tx, source, site.now()) for _, source in sorted(site.sources.items())]
        work = {state.value: Queue(tx).count(WORK.c.state == state) for state in WorkState}
    troubled = any(each.state in (State.LATE, State.FAILED) for each in sources) or work["parked"]
    return {
        "status": "degraded" if troubled else "ok",
        "database": "ok",
        "version": site.version,
        "work": work,
        "sources": {each.source.name: _source(each) for each in sources},
    }


def _source(fresh: Freshness) -> dict[str, Any]:
    return {
        "state": fresh.state.value,
        "newest_publication": fresh.newest.isoformat() if fresh.newest else None,
        "last_run": fresh.last.started.isoformat() if fresh.last else None,
        "last_run_state": fresh.last.state.value if fresh.last else None,
        "last_complete_run": fresh.complete.started.isoformat() if fresh.complete else None,
    }
