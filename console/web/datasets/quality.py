"""How good a dataset is: the last figures that were measured of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from console.web.datasets.lookup import dataset_of
from console.web.render import page
from console.web.site import site_of
from core.storage.queries import Filter, Rows, Test

MEASURES = "qualite-donnees"


def quality(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/quality``."""
    site, dataset = site_of(request), dataset_of(request)
    measured = {}
    if MEASURES in site.datasets:
        with site.database.read() as tx:
            rows = Rows(tx, site.database.catalogue)
            found = rows.rows(MEASURES, [Filter("jeu", Test.EQUALS, dataset.name)])
            measured = {str(row["colonne"]): row for row in found}
    columns = [(column, measured[column.name]) for column in dataset.columns if column.name in measured]
    return page(request, "datasets/quality.html", dataset=dataset, whole=measured.get("*"), columns=columns)
