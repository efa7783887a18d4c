"""The feeds of a watch, answered 304 while nothing is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from workers.feeds import atom, calendar, json_feed, rss
from workers.feeds.entry import Entry
from workers.feeds.head import FeedHead, updated

_ENTRIES = 100
_DEADLINES = 1000

Writer = Callable[[FeedHead, Sequence[Entry]], bytes]

FORMS: dict[str, tuple[str, int, Writer]] = {
    "atom": (atom.MEDIA_TYPE, _ENTRIES, atom.atom_feed),
    "rss": (rss.MEDIA_TYPE, _ENTRIES, rss.rss_feed),
    "json": (json_feed.MEDIA_TYPE, _ENTRIES, json_feed.json_feed),
    "ics": (calendar.MEDIA_TYPE, _DEADLINES, calendar.deadlines_calendar),
}
"""By the ending of the address: the type, how many matches it goes back, and what writes it."""


def feed(request: Request) -> Response:
    """Answer ``/veilles/{watch}.{form}``; ``watch`` is its id or the token of its private address."""
    media_type, matches, write = FORMS[_form(request)]
    site = site_of(request)
    address = site.address(request)
    with site.database.read() as tx:
        watch = watch_of(request, tx)
        entries = latest_entries(site, tx, watch.id, address, matches)
    if watch.created_at is None:
        raise HTTPException(404)
    head = _head(request, watch, address)
    changed = updated(head, entries)
    body = write(head, entries)
    headers = {
        "ETag": f'"{sha256(body).hexdigest()[:32]}"',
        "Last-Modified": http_date(changed),
        "Cache-Control": "private, max-age=300",
        "X-Robots-Tag": "noindex",
    }
    if not_modified(request, headers["ETag"], changed):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": media_type})


def _form(request: Request) -> str:
    return request.url.path.rpartition(".")[2]


def _head(request: Request, watch: Watch, address: str) -> FeedHead:
    host = urlsplit(address).hostname or "localhost"
    key = quote(request.path_params["watch"], safe="")
    assert watch.created_at is not None  # noqa: S101 - feed() answers 404 without it
    return FeedHead(
        id=f"tag:{host},2026:veille:{quote(watch.id, safe='')}",
        title=f"Veille : {watch.name}",
        self_url=f"{address}/veilles/{key}.{_form(request)}",
        page_url=f"{address}/veilles/{key}",
        created=watch.created_at,
    )
