"""The Explore API as an application of its own, under ``/api/explore/v2.1`` of the console."""

from __future__ import annotations

from starlette.routing import Mount

from console.api import catalogue_exports, datasets, exported, legacy, records, swagger
from console.api.endpoints import Answer, Endpoints
from console.api.portal import BASE, portal_for
from console.web.site import Site

_DATASET = "/catalog/datasets/{dataset}"
_ENDPOINTS: tuple[tuple[str, Answer], ...] = (
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
_LEGACY = (("/{dataset}/download", legacy.download),)


def explore(site: Site) -> list[Mount]:
    """Where the API is mounted in the console."""
    portal = portal_for(site)
    return [
        Mount(BASE, Endpoints(_ENDPOINTS, site=site, portal=portal)),
        Mount("/explore/dataset", Endpoints(_LEGACY, site=site, portal=portal)),
    ]
