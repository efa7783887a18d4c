"""The Atom feed of a watch, answered 304 while nothing is new."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.conditional import http_date, not_modified
from console.web.site import site_of
from console.web.watches.entries import latest_entries
from console.web.watches.lookup import watch_of
from core.model.watch import Watch
from workers.feeds.atom import MEDIA_TYPE, FeedHead, atom_feed

_ENTRIES = 100


def feed(request: Request) -> Response:
    """Answer ``/veilles/{watch}.atom``; ``watch`` is its id or the token of its private address."""
    site = site_of(request)
    address = site.address(request)
    with site.database.read() as tx:
        watch = watch_of(request, tx)
        entries = latest_entries(site, tx, watch.id, address, _ENTRIES)
    if watch.created_at is None:
        raise HTTPException(404)
    changed = max((entry.updated for entry in entries), default=watch.created_at)
    body = atom_feed(_head(request, watch, address), entries)
    headers = {
        "ETag": f'"{sha256(body).hexdigest()[:32]}"',
        "Last-Modified": http_date(changed),
        "Cache-Control": "private, max-age=300",
        "X-Robots-Tag": "noindex",
    }
    if not_modified(request, headers["ETag"], changed):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": MEDIA_TYPE})


def _head(request: Request, watch: Watch, address: str) -> FeedHead:
    host = urlsplit(address).hostname or "localhost"
    key = quote(request.path_params["watch"], safe="")
    assert watch.created_at is not None  # noqa: S101 - feed() answers 404 without it
    return FeedHead(
        id=f"tag:{host},2026:veille:{quote(watch.id, safe='')}",
        title=f"Veille : {watch.name}",
        self_url=f"{address}/veilles/{key}.atom",
        page_url=f"{address}/veilles/{key}",
        created=watch.created_at,
    )
