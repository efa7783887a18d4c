"""The answers to load balancers, supervisors and Prometheus."""

from __future__ import annotations

import hmac

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from workers.health import Health
from workers.telemetry import exposition

_FRESH = {"Cache-Control": "no-store"}


def healthz(_request: Request) -> Response:
    """Answer ``/healthz``: the process answers."""
    return PlainTextResponse("ok\n", headers=_FRESH)


def readyz(request: Request) -> Response:
    """Answer ``/readyz``: 200 where all that this process needs is well, else 503; what was found as JSON."""
    health: Health = request.app.state.health
    checks = health.checks()
    ready = all(check.good for check in checks)
    found = {check.name: {"ok": check.good, "said": check.said} for check in checks}
    return JSONResponse({"ready": ready, "checks": found}, 200 if ready else 503, headers=_FRESH)


def metrics(request: Request) -> Response:
    """Answer ``/metrics``, to who bears the token where one is set."""
    health: Health = request.app.state.health
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if health.token and not hmac.compare_digest(given.encode(), health.token.encode()):
        return PlainTextResponse("401\n", 401, headers={"WWW-Authenticate": "Bearer", **_FRESH})
    body = exposition(health, request.app.state.metrics_memory)
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers=_FRESH)
