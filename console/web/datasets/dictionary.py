"""The dictionary of a dataset, made from its declaration alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from console.web.datasets.columns import is_technical
from console.web.datasets.lookup import dataset_of
from console.web.render import page


def dictionary(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/dictionary``."""
    dataset = dataset_of(request)
    own = [column for column in dataset.columns if not is_technical(dataset, column)]
    closing = [column for column in dataset.columns if is_technical(dataset, column)]
    return page(
        request, "datasets/dictionary.html", dataset=dataset, groups=(("own", own), ("store", closing))
    )
