"""``/catalogue.ttl``, ``/data.json`` and the other forms of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.portal.csvw import csvw
from console.portal.entry import Entry, Publisher, entries
from console.portal.forms import FORMS, made
from console.web.conditional import not_modified
from console.web.datasets.lookup import dataset_of
from console.web.site import Site, site_of
from core.settings import get_settings

_CORS = {"Access-Control-Allow-Origin": "*"}
"""Catalogues are read from pages of other portals."""


def listed(site: Site, publisher: Publisher) -> Sequence[Entry]:
    """The entries of the datasets that the site shows."""
    with site.database.read() as tx:
        return list(entries(tx, site.database.catalogue, site.datasets.values(), publisher))


def publisher_of(request: Request) -> Publisher:
    """Who publishes, at the address by which the site is read."""
    settings = get_settings()
    return Publisher(settings.publisher, site_of(request).address(request), settings.contact)


def catalogue(request: Request) -> Response:
    """Answer ``/catalogue.{form}``."""
    return _answer(request, request.path_params["form"])


def data_json(request: Request) -> Response:
    """Answer ``/data.json``, where harvesters of Project Open Data look."""
    return _answer(request, "data.json")


def datapackage(request: Request) -> Response:
    """Answer ``/datapackage.json``."""
    return _answer(request, "datapackage.json")


def csv_metadata(request: Request) -> Response:
    """Answer ``/datasets/{dataset}.csv-metadata.json``, where CSVW looks beside a file."""
    dataset, publisher = dataset_of(request), publisher_of(request)
    entry = Entry(dataset, publisher, 0, None, None, None)
    return JSONResponse(csvw(entry, f"{entry.page}.csv"), headers=_CORS)


def _answer(request: Request, form: str) -> Response:
    if form not in FORMS:
        raise HTTPException(404)
    site, publisher = site_of(request), publisher_of(request)
    found = listed(site, publisher)
    state = orjson.dumps([form, publisher.base, [(e.dataset.name, e.rows, e.changed) for e in found]])
    etag = f'"{sha256(state).hexdigest()[:32]}"'
    headers = {**_CORS, "ETag": etag, "Cache-Control": "no-cache"}
    if not_modified(request, etag):
        return Response(status_code=304, headers=headers)
    body, media = made(form, found, publisher)
    return Response(body, media_type=media, headers=headers)
