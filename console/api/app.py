"""The Explore API as an application of its own, under ``/api/explore/v2.1`` of the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console.api import catalogue_exports, datasets, exported, legacy, records, swagger
from console.api.portal import BASE, portal_for
from console.api.refusals import HANDLERS
from console.web.site import Site

_ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match, Accept",
    "Access-Control-Expose-Headers": (
        "ETag, Content-Disposition, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
    ),
    "Access-Control-Max-Age": "86400",
}

_DATASET = "/catalog/datasets/{dataset}"
_ENDPOINTS: tuple[tuple[str, Callable[[Request], Any]], ...] = (
    (f"{_DATASET}/records", records.records),  # first: asked most
    ("/catalog/datasets", datasets.datasets),
    ("/catalog/facets", datasets.catalogue_facets),
    ("/catalog/exports", catalogue_exports.exports),
    ("/catalog/exports/{format}", catalogue_exports.export),
    (_DATASET, datasets.dataset),
    (f"{_DATASET}/records/{{record:path}}", records.record),
    (f"{_DATASET}/facets", datasets.facets),
    (f"{_DATASET}/attachments", datasets.attachments),
    (f"{_DATASET}/exports", exported.exports),
    (f"{_DATASET}/exports/{{format}}", exported.export),
    ("/swagger.json", swagger.swagger),
)


class _OpenToAll:
    """Programs of every site may read us from a browser (CORS): nothing is given for being signed in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_ALLOWED)(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_ALLOWED)
            await send(message)

        await self._app(scope, receive, opened)


def explore(site: Site) -> list[Mount]:
    """Where the API is mounted in the console."""
    portal = portal_for(site)
    legacy_routes = list(_both("/{dataset}/download", legacy.download))
    return [
        _mount(BASE, [route for path, answer in _ENDPOINTS for route in _both(path, answer)], site, portal),
        _mount("/explore/dataset", legacy_routes, site, portal),
    ]


def _mount(base: str, routes: list[Route], site: Site, portal: Any) -> Mount:
    app = Starlette(routes=routes, exception_handlers=HANDLERS)
    app.router.redirect_slashes = False
    app.state.site, app.state.portal = site, portal
    return Mount(base, _OpenToAll(app))


def _both(path: str, answer: Callable[[Request], Any]) -> Iterator[Route]:
    """Clients ask with and without a slash at the end; neither is redirected."""
    for each in (path, f"{path}/"):
        yield Route(each, answer, methods=["GET"])
