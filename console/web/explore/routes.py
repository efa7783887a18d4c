"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.explore.chart import chart, chart_csv, chart_json
from console.web.explore.map import chart_map, map_json

ROUTES = (
    Route("/datasets/{dataset}/chart", chart),
    Route("/datasets/{dataset}/chart.json", chart_json),
    Route("/datasets/{dataset}/chart.csv", chart_csv),
    Route("/datasets/{dataset}/map", chart_map),
    Route("/datasets/{dataset}/map.json", map_json),
)
