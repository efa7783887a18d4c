"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.portal.catalogue import catalogue, csv_metadata, data_json, datapackage
from console.web.portal.changes import feed
from console.web.portal.copies import changed_since, daily_file, daily_manifest

ROUTES = (
    Route("/catalogue.{form:str}", catalogue),
    Route("/changements.atom", feed),
    Route("/changements.json", feed),
    Route("/data.json", data_json),
    Route("/datapackage.json", datapackage),
    Route("/datasets/{dataset}.csv-metadata.json", csv_metadata),
    Route("/datasets/{dataset}.delta.jsonl", changed_since),
    Route("/datasets/{dataset}/daily/manifest.json", daily_manifest),
    Route("/datasets/{dataset}/daily/{name}", daily_file),
)
