"""A search as a feed: the latest rows of a view, without anything to be saved first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from console.web.conditional import not_modified
from console.web.datasets.lookup import dataset_of
from console.web.datasets.parse import parse_view
from console.web.language import LANGUAGES, PARAMETER
from console.web.site import site_of
from core.model.watch import Match
from core.storage.queries import Order, Rows
from workers.feeds import atom, json_feed, rss
from workers.feeds.entry import Entry
from workers.feeds.head import FeedHead
from workers.feeds.telling import Teller

ENTRIES = 50
FORMS: dict[str, tuple[str, Callable[[FeedHead, Sequence[Entry]], bytes]]] = {
    "atom": (atom.MEDIA_TYPE, atom.atom_feed),
    "rss": (rss.MEDIA_TYPE, rss.rss_feed),
    "feed.json": (json_feed.MEDIA_TYPE, json_feed.json_feed),
}
"""By the ending of the address: the type and what writes it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def view_feed(request: Request) -> Response:
    """Answer ``/datasets/{dataset}.atom`` (``.rss``, ``.feed.json``): the filters are those of the table.

    The entries are those of watches, under the same ids; who must miss none subscribes to a watch.
    """
    site, dataset = site_of(request), dataset_of(request)
    view = parse_view(dataset, request.query_params)
    media_type, write = FORMS[request.url.path.rpartition(f"/{dataset.name}.")[2]]
    asked = request.query_params.get(PARAMETER)
    language = next((each for each in LANGUAGES if each == asked), LANGUAGES[0])
    address = site.address(request)
    with site.database.read() as tx:
        order = Order("lu_le", descending=True)
        rows = Rows(tx, site.database.catalogue).rows(dataset.name, view.conditions(), order, ENTRIES)
        matches = [
            Match("", dataset.name, row["id"], row["version"], row["lu_le"] or _EPOCH, ()) for row in rows
        ]
        told = Teller(site.datasets, address, site.authority, language).told(tx, matches)
    spoken = [(PARAMETER, language)] if language != LANGUAGES[0] else []
    pairs = urlencode([*view.filters(), *spoken])
    host = site.authority or urlsplit(address).hostname or "localhost"
    title = dataset.title if language == LANGUAGES[0] else dataset.title_en
    head = FeedHead(
        id=f"tag:{host},2026:jeu:{dataset.name}:{sha256(view.filter_query().encode()).hexdigest()[:16]}",
        title=f"{title} · {view.words}" if view.words else title,
        self_url=f"{address}{request.url.path}{'?' + pairs if pairs else ''}",
        page_url=f"{address}/datasets/{dataset.name}{view.filter_query()}",
        created=max((each.matched_at for each in matches), default=_EPOCH),
        language=language,
    )
    body = write(head, [each.entry for each in told])
    headers = {
        "ETag": f'"{sha256(body).hexdigest()[:32]}"',
        "Cache-Control": "no-cache",
        "Vary": "Cookie",
        "X-Robots-Tag": "noindex",
    }
    if not_modified(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": media_type})
