"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.datasets.dictionary import dictionary, sample, schema
from console.web.datasets.download import download
from console.web.datasets.feed import FORMS, view_feed
from console.web.datasets.quality import quality
from console.web.datasets.table import table

ROUTES = (
    *(Route(f"/datasets/{{dataset}}.{form}", view_feed) for form in FORMS),
    Route("/datasets/{dataset}.{form:str}", download),
    Route("/datasets/{dataset}", table),
    Route("/datasets/{dataset}/dictionary", dictionary),
    Route("/datasets/{dataset}/quality", quality),
    Route("/datasets/{dataset}/schema.json", schema),
    Route("/datasets/{dataset}/sample.csv", sample),
)
