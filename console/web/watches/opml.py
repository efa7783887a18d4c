"""All feeds of whoever asks, as OPML 2.0 for a feed reader."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from lxml import etree
from lxml.builder import E
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.gates import signed_in
from console.web.language import LANGUAGES, PARAMETER, language_of
from console.web.site import base_site
from console.web.watches.lookup import watches_of
from core.model.watch import Watch
from core.storage.feed_tokens import FeedTokens, new_token
from core.storage.ownership import Ownership
from workers.feeds.head import printable

_HEADERS = {
    "Content-Type": "text/x-opml; charset=utf-8",
    "Content-Disposition": 'attachment; filename="veilles.opml"',
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


def opml(request: Request) -> Response:
    """Answer ``GET /veilles.opml``: the watches of the installation, which have no private address."""
    with base_site(request).database.read() as tx:
        owners = Ownership(tx).all()
        watches = [each for each in watches_of(request, tx) if each.id not in owners]
    return _answer(request, ((each, each.id) for each in watches))


def private_opml(request: Request, _form: FormData) -> Response:
    """Answer ``POST /veilles.opml``: all watches of who is signed in, each under a new private address.

    The addresses given before stay good: only their digests are stored, so they can't be told again.
    """
    signed_in(request)
    site = base_site(request)
    with site.database.write_durably() as tx:
        keys = [(each, new_token()) for each in watches_of(request, tx)]
        for watch, token in keys:
            FeedTokens(tx).add(token, watch.id, site.now())
    return _answer(request, keys)


def _answer(request: Request, keys: Iterable[tuple[Watch, str]]) -> Response:
    address, language = base_site(request).address(request), language_of(request)
    spoken = f"?{PARAMETER}={language}" if language != LANGUAGES[0] else ""
    outlines = [
        E.outline(
            type="rss",
            text=printable(watch.name),
            title=printable(watch.name),
            xmlUrl=f"{address}/veilles/{quote(key, safe='')}.atom{spoken}",
            htmlUrl=f"{address}/veilles/{quote(watch.id, safe='')}",
        )
        for watch, key in keys
    ]
    tree = E.opml(E.head(E.title("Veille")), E.body(*outlines), version="2.0")
    return Response(etree.tostring(tree, xml_declaration=True, encoding="utf-8"), headers=_HEADERS)
