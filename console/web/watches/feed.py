"""The feeds of a watch, answered 304 while nothing is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from hashlib import sha256
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.conditional import http_date, not_modified
from console.web.language import LANGUAGES, PARAMETER, Language
from console.web.site import site_of
from console.web.watches.entries import entries_of
from console.web.watches.lookup import watch_of
from console.web.watches.paging import ENTRIES, Page, page_of
from core.model.watch import Watch
from workers.feeds import atom, calendar, json_feed, rss
from workers.feeds.entry import Entry
from workers.feeds.head import FeedHead, updated
from workers.feeds.wording import Wording

_DEADLINES = 1000
_YEAR = 31_536_000
_SETTLED = timedelta(seconds=2)

Writer = Callable[[FeedHead, Sequence[Entry]], bytes]

FORMS: dict[str, tuple[str, int, Writer]] = {
    "atom": (atom.MEDIA_TYPE, ENTRIES, atom.atom_feed),
    "rss": (rss.MEDIA_TYPE, ENTRIES, rss.rss_feed),
    "json": (json_feed.MEDIA_TYPE, ENTRIES, json_feed.json_feed),
    "ics": (calendar.MEDIA_TYPE, _DEADLINES, calendar.deadlines_calendar),
}
"""By the ending of the address: the type, how many matches it goes back, and what writes it."""


def feed(request: Request) -> Response:
    """Answer ``/veilles/{watch}.{form}``; ``watch`` is its id or the token of its private address.

    ``?after=N`` gives what came after a cursor, oldest page first; the next one is in the link ``next``.
    ``?lang=en`` tells the same in English.
    """
    media_type, matches, write = FORMS[_form(request)]
    site = site_of(request)
    address = site.address(request)
    with site.database.read() as tx:
        watch = watch_of(request, tx)
        page = page_of(request, tx, watch.id, matches)
        entries = entries_of(site, tx, page.matches, address, _language(request))
    if watch.created_at is None:
        raise HTTPException(404)
    head = _head(request, watch, page)
    changed = updated(head, entries)
    body = write(head, entries)
    headers = {
        "ETag": f'"{sha256(body).hexdigest()[:32]}"',
        "Cache-Control": f"private, max-age={_YEAR if page.archive else 300}",
        "X-Robots-Tag": "noindex",
        "Link": ", ".join(f'<{href}>; rel="{rel}"' for rel, href in _links(head)),
    }
    if site.now() - changed >= _SETTLED:  # RFC 9110, 8.8.2.2: two changes in one second have one date
        headers["Last-Modified"] = http_date(changed)
    if not_modified(request, headers["ETag"], changed if "Last-Modified" in headers else None):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": media_type})


def _form(request: Request) -> str:
    return request.url.path.rpartition(".")[2]


def _language(request: Request) -> Language:
    """What the address says, never a cookie: one address has one feed. French where it says nothing."""
    asked = request.query_params.get(PARAMETER)
    return next((each for each in LANGUAGES if each == asked), LANGUAGES[0])


def _head(request: Request, watch: Watch, page: Page) -> FeedHead:
    site = site_of(request)
    address = site.address(request)
    host = site.authority or urlsplit(address).hostname or "localhost"
    key, language = quote(request.path_params["watch"], safe=""), _language(request)
    feed = f"{address}/veilles/{key}.{_form(request)}"

    def page_at(query: str) -> str:
        spoken = f"{PARAMETER}={language}" if language != LANGUAGES[0] else ""
        pairs = "&".join(filter(None, (query.removeprefix("?"), spoken)))
        return f"{feed}?{pairs}" if pairs else feed

    assert watch.created_at is not None  # noqa: S101 - feed() answers 404 without it
    return FeedHead(
        id=f"tag:{host},2026:veille:{quote(watch.id, safe='')}",
        title=Wording(language)("feed_title", name=watch.name),
        self_url=page_at(page.own),
        page_url=f"{address}/veilles/{key}",
        created=watch.created_at,
        archive=page.archive,
        previous=page_at(page.previous) if page.previous else "",
        current=page_at("") if page.archive else "",
        following=page_at(page.following) if page.following else "",
        language=language,
    )


def _links(head: FeedHead) -> list[tuple[str, str]]:
    found = (("self", head.self_url), ("prev-archive", head.previous), ("next", head.following))
    return [(rel, href) for rel, href in found if href]
