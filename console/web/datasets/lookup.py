"""The dataset that an address names."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.web.site import site_of
from core.model.dataset import Dataset


def dataset_of(request: Request) -> Dataset:
    """The dataset named in the path.

    Raises:
        HTTPException: 404 if there is none.
    """
    name = request.path_params["dataset"]
    site = site_of(request)
    if name not in site.datasets or name not in site.database.catalogue:
        raise HTTPException(404)
    return site.datasets[name]
