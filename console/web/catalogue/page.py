"""The first page."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from console.exports.stream import FORMATS
from console.web.catalogue.shelf import shelf_of
from console.web.render import page
from console.web.site import site_of
from core.storage.queries import Rows
from core.storage.schema import WORK
from core.storage.work import Queue, WorkState
from workers.freshness import State, freshness_of


def catalogue(request: Request) -> Response:
    """Answer ``/``."""
    site = site_of(request)
    with site.database.read() as tx:
        rows = Rows(tx, site.database.catalogue)
        sources = [freshness_of(tx, source, site.now()) for _, source in sorted(site.sources.items())]
        shelves = [shelf_of(rows, dataset, sources) for dataset in site.datasets.values()]
        parked = Queue(tx).count(WORK.c.state == WorkState.PARKED)
    return page(
        request,
        "catalogue/catalogue.html",
        # Those made of other datasets come after what was read.
        shelves=sorted(shelves, key=lambda shelf: (not shelf.sources, -shelf.rows)),
        sources=sources,
        states=Counter(each.state for each in sources),
        troubled=[each for each in sources if each.state in (State.LATE, State.FAILED)],
        total=sum(shelf.rows for shelf in shelves),
        to_check=sum(shelf.to_check for shelf in shelves),
        parked=parked,
        formats=tuple(FORMATS),
    )
