"""The pages of the sources."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.render import page
from console.web.site import site_of
from core.storage.coverage import Coverages
from core.storage.refusals import Refusals
from core.storage.runs import Runs
from workers.freshness import freshness_of
from workers.gaps import recent_gaps

_RUNS = 20
_REFUSALS = 50
_UNMAPPED = 50


def sources(request: Request) -> Response:
    """Answer ``/sources``."""
    site = site_of(request)
    with site.database.read() as tx:
        known = [
            (
                freshness_of(tx, source, site.now()),
                Refusals(tx).codes(name),
                recent_gaps(tx, site.database.catalogue, source, site.now()),
            )
            for name, source in sorted(site.sources.items())
        ]
    return page(request, "sources/sources.html", sources=known, datasets=site.datasets)


def source(request: Request) -> Response:
    """Answer ``/sources/{source}``."""
    site = site_of(request)
    one = site.sources.get(request.path_params["source"])
    if one is None:
        raise HTTPException(404)
    with site.database.read() as tx:
        fresh = freshness_of(tx, one, site.now())
        runs = Runs(tx).latest(one.name, _RUNS)
        refusals = Refusals(tx).of(one.name, _REFUSALS)
        codes = Refusals(tx).codes(one.name)
        coverage = Coverages(tx).forms(one.name)
        unmapped = Coverages(tx).unknown(one.name)
        gaps = recent_gaps(tx, site.database.catalogue, one, site.now())
    return page(
        request,
        "sources/source.html",
        source=one,
        fresh=fresh,
        runs=runs,
        gaps=gaps,
        refusals=refusals,
        codes=codes,
        coverage=coverage,
        unmapped=unmapped[:_UNMAPPED],
        unmapped_total=len(unmapped),
        datasets=site.datasets,
    )
