"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.portal.catalogue import catalogue, csv_metadata, data_json, datapackage

ROUTES = (
    Route("/catalogue.{form:str}", catalogue),
    Route("/data.json", data_json),
    Route("/datapackage.json", datapackage),
    Route("/datasets/{dataset}.csv-metadata.json", csv_metadata),
)
