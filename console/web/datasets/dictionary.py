"""The page of a dataset's declaration, its schema and its sample, made from the declarations alone."""

from __future__ import annotations

import io

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.exports.csv import write_csv
from console.exports.sample import sample_rows
from console.exports.table_schema import table_schema
from console.web.datasets.columns import is_technical
from console.web.datasets.lookup import dataset_of
from console.web.render import page
from console.web.site import site_of


def dictionary(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/dictionary``."""
    dataset = dataset_of(request)
    own = [column for column in dataset.columns if not is_technical(dataset, column)]
    closing = [column for column in dataset.columns if is_technical(dataset, column)]
    return page(
        request,
        "datasets/dictionary.html",
        dataset=dataset,
        groups=(("own", own), ("store", closing)),
        sources=[each for each in site_of(request).sources.values() if dataset.name in each.datasets],
        searched=[column for column in dataset.columns if column.search],
    )


def schema(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/schema.json``: the Table Schema of the CSV."""
    return JSONResponse(table_schema(dataset_of(request)))


def sample(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/sample.csv``: invented rows in the form of the CSV."""
    dataset, out = dataset_of(request), io.BytesIO()
    write_csv(dataset, sample_rows(dataset), out)
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8")
