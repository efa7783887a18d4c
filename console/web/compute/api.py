"""``/api/calculs``: registered computations for programs of partners."""

from __future__ import annotations

import time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.compute.results import computation_of, result
from console.compute.signature import signed, signing_key
from console.web.access.asker import Asker, asker_of
from console.web.site import base_site
from core.errors import InputError
from core.model.dataset import Dataset, Profile
from core.settings import get_settings
from workers.computing import latest, release, restriction_of

STEP = 2.0
"""Seconds: a release is told at a whole number of them, so that its time does not tell what was computed."""

_NO_STORE = {"Cache-Control": "no-store"}


def computations(request: Request) -> Response:
    """Answer ``/api/calculs``: what may be asked."""
    _partner(request)
    found = [
        {
            "jeu": each.name,
            "titre": each.title,
            "calculs": [
                {"nom": one.name, "titre": one.title, "dimensions": list(one.dimensions)}
                for one in restriction_of(each).computations
            ],
        }
        for each in base_site(request).restricted.values()
    ]
    return JSONResponse(found, headers=_NO_STORE)


def computed(request: Request) -> Response:
    """Answer ``/api/calculs/{dataset}/{computation}``: the result that stands, signed."""
    _partner(request)
    dataset = _dataset(request)
    try:
        asked = computation_of(dataset, request.path_params["computation"])
    except InputError:
        raise HTTPException(404) from None
    site = base_site(request)
    with site.restricted_database.read() as tx:
        standing = latest(tx, dataset.name)
    if standing is None:
        return JSONResponse({"etat": "aucune livraison approuvée"}, 404, headers=_NO_STORE)
    return JSONResponse(
        signed(result(dataset, asked, standing), signing_key(get_settings())), headers=_NO_STORE
    )


def ask(request: Request) -> Response:
    """Answer a POST to ``/api/calculs/{dataset}``: make a release, unless one stands."""
    asker = _partner(request)
    if asker.key is None:
        raise HTTPException(401, "key")
    dataset, site = _dataset(request), base_site(request)
    start = time.monotonic()
    made = release(site.restricted_database, dataset.name, asker.subject, site.now())
    time.sleep(-(time.monotonic() - start) % STEP)
    return JSONResponse({"livraison": made.id, "etat": made.state.value}, 202, headers=_NO_STORE)


def _partner(request: Request) -> Asker:
    asker = asker_of(request)
    if not asker.profile.sees(Profile.PARTNER):
        raise HTTPException(403, "profile")
    return asker


def _dataset(request: Request) -> Dataset:
    found = base_site(request).restricted.get(request.path_params["dataset"])
    if found is None:
        raise HTTPException(404)
    return found
