"""``/changements.atom`` and ``/changements.json``: what datasets changed."""

from __future__ import annotations

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from console.portal.changes import ATOM, JSON_FEED, atom, changes, json_feed
from console.web.conditional import not_modified
from console.web.portal.catalogue import publisher_of
from console.web.site import site_of


def feed(request: Request) -> Response:
    """The feed in the form that the address asks for; 304 while nothing changed."""
    site, publisher = site_of(request), publisher_of(request)
    with site.database.read() as tx:
        found = changes(tx, site.datasets, site.now())
    as_json = request.url.path.endswith(".json")
    body = json_feed(found, publisher) if as_json else atom(found, publisher)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    if not_modified(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": JSON_FEED if as_json else ATOM})
